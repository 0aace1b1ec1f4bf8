/**
 * The published shape of a dashboard, as far as ours goes: Monitoring API v1, projects.dashboards, with the
 * widgets text and xyChart. Nothing beyond it is allowed, so that a misspelt field is found here and not by the API.
 */
const AGGREGATION = {
  type: 'object',
  required: ['alignmentPeriod', 'perSeriesAligner'],
  additionalProperties: false,
  properties: {
    alignmentPeriod: { type: 'string', pattern: '^[1-9][0-9]*s$' },
    perSeriesAligner: {
      enum: [
        'ALIGN_DELTA',
        'ALIGN_RATE',
        'ALIGN_NEXT_OLDER',
        'ALIGN_MIN',
        'ALIGN_MAX',
        'ALIGN_MEAN',
        'ALIGN_SUM',
        'ALIGN_STDDEV',
        'ALIGN_PERCENTILE_99',
        'ALIGN_PERCENTILE_95',
      ],
    },
    crossSeriesReducer: {
      enum: ['REDUCE_MEAN', 'REDUCE_MIN', 'REDUCE_MAX', 'REDUCE_SUM', 'REDUCE_COUNT', 'REDUCE_COUNT_FALSE'],
    },
    groupByFields: {
      type: 'array',
      items: { type: 'string', pattern: '^(resource|metric)\\.label\\.[a-z_]+$' },
    },
  },
};

const TIME_SERIES_QUERY = {
  type: 'object',
  required: ['timeSeriesFilter'],
  additionalProperties: false,
  properties: {
    timeSeriesFilter: {
      type: 'object',
      required: ['filter', 'aggregation'],
      additionalProperties: false,
      properties: {
        filter: { type: 'string', minLength: 1 },
        aggregation: AGGREGATION,
        secondaryAggregation: AGGREGATION,
      },
    },
  },
};

const XY_CHART = {
  type: 'object',
  required: ['dataSets'],
  additionalProperties: false,
  properties: {
    dataSets: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['timeSeriesQuery', 'plotType'],
        additionalProperties: false,
        properties: {
          timeSeriesQuery: TIME_SERIES_QUERY,
          plotType: { enum: ['LINE', 'STACKED_AREA', 'STACKED_BAR', 'HEATMAP'] },
          legendTemplate: { type: 'string' },
          targetAxis: { enum: ['Y1', 'Y2'] },
        },
      },
    },
    thresholds: {
      type: 'array',
      items: {
        type: 'object',
        required: ['value'],
        additionalProperties: false,
        properties: {
          label: { type: 'string' },
          value: { type: 'number' },
          targetAxis: { enum: ['Y1', 'Y2'] },
        },
      },
    },
    yAxis: {
      type: 'object',
      additionalProperties: false,
      properties: { label: { type: 'string' }, scale: { enum: ['LINEAR', 'LOG10'] } },
    },
    chartOptions: {
      type: 'object',
      additionalProperties: false,
      properties: { mode: { enum: ['COLOR', 'X_RAY', 'STATS'] } },
    },
  },
};

const TEXT = {
  type: 'object',
  required: ['content'],
  additionalProperties: false,
  properties: { content: { type: 'string' }, format: { enum: ['MARKDOWN', 'RAW'] } },
};

export const DASHBOARD_SCHEMA = {
  type: 'object',
  required: ['displayName', 'mosaicLayout'],
  additionalProperties: false,
  properties: {
    displayName: { type: 'string', minLength: 1 },
    mosaicLayout: {
      type: 'object',
      required: ['columns', 'tiles'],
      additionalProperties: false,
      properties: {
        columns: { type: 'integer', minimum: 1, maximum: 48 },
        tiles: {
          type: 'array',
          items: {
            type: 'object',
            required: ['width', 'height', 'widget'],
            additionalProperties: false,
            properties: {
              xPos: { type: 'integer', minimum: 0 },
              yPos: { type: 'integer', minimum: 0 },
              width: { type: 'integer', minimum: 1 },
              height: { type: 'integer', minimum: 1 },
              widget: {
                type: 'object',
                additionalProperties: false,
                properties: { title: { type: 'string' }, text: TEXT, xyChart: XY_CHART },
                oneOf: [{ required: ['text'] }, { required: ['xyChart'] }],
              },
            },
          },
        },
      },
    },
  },
};

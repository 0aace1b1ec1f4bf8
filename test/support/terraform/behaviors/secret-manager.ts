import type { Behaviors } from './behavior';

/** Of Secret Manager. Arguments: terraform-provider-google, google/services/secretmanager, v6. */
export const SECRET_MANAGER: Behaviors = {
  google_secret_manager_secret: {
    replaces: ['project', 'secret_id', 'replication'],
    answers: {
      id: 'projects/{project}/secrets/{secret_id}',
      name: 'projects/000000000000/secrets/{secret_id}',
    },
  },
  google_secret_manager_secret_version: {
    replaces: ['secret', 'secret_data'],
    sensitive: ['secret_data'],
    defaults: { deletion_policy: 'DELETE', enabled: true },
    answers: { id: '{secret}/versions/1', name: '{secret}/versions/1', version: '1' },
  },
};

/** Where the data is: in a PostgreSQL that several processes share, or in a file of this process. */
export type DatabasePlace = { readonly url: string } | { readonly directory: string };

/** Where the settings say that it is. */
export function placeOf(settings: {
  readonly databaseUrl?: string;
  readonly dataDirectory: string;
}): DatabasePlace {
  const { databaseUrl: url, dataDirectory: directory } = settings;
  return url === undefined ? { directory } : { url };
}

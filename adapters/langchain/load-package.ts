import { AssistantError, systemErrorCode } from "../../src/errors.ts";

/**
 * The package, loaded now.
 * @throws AssistantError MODEL_PACKAGE_MISSING with the command that installs it
 */
export async function loadPackage<Package>(
  name: string,
  load: () => Promise<Package>,
): Promise<Package> {
  try {
    return await load();
  } catch (error) {
    const code = systemErrorCode(error) ?? "";
    if (!["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"].includes(code)) throw error;
    throw new AssistantError(
      "MODEL_PACKAGE_MISSING",
      `the package ${name} is not installed; run npm install --no-save --legacy-peer-deps ${name}`,
      { cause: error },
    );
  }
}

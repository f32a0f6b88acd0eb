/**
 * Writes the types of the gateway's API from its OpenAPI document. Operations are known by path and
 * method: their names, which the document need not make unique, are left out.
 */
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const document = JSON.parse(readFileSync(new URL("../../services/gateway/openapi.json", import.meta.url), "utf8"));
for (const chemin of Object.values(document.paths)) {
  for (const operation of Object.values(chemin)) delete operation.operationId;
}
const types = astToString(await openapiTS(document));
writeFileSync(
  new URL("../src/api/schema.d.ts", import.meta.url),
  `/** Made by \`npm run api\` from services/gateway/openapi.json: not edited by hand. */\n${types}`,
);

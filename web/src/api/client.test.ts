import { afterEach, expect, it, vi } from "vitest";
import { envoyer, lireAuMoins, retenirJetonCsrf } from "./client";
import { ErreurApi } from "./probleme";

const probleme = (status: number, code: string) =>
  new Response(JSON.stringify({ title: "Refus", status, code }), {
    status,
    headers: { "content-type": "application/problem+json" },
  });
const donnees = (corps: unknown) => new Response(JSON.stringify(corps), { headers: { "content-type": "application/json" } });

afterEach(() => vi.unstubAllGlobals());

it("lit ce qu’il y a quand le service est en retard sur la version voulue", async () => {
  const appels = vi.fn<typeof fetch>();
  appels.mockResolvedValueOnce(probleme(503, "LEC-001")).mockResolvedValueOnce(donnees({ version: 3 }));
  vi.stubGlobal("fetch", appels);
  expect(await lireAuMoins("/dossiers/x", 4, {})).toEqual({ version: 3 });
  expect(appels.mock.calls.map(([url]) => url)).toEqual(["/api/v1/dossiers/x?min_version=4", "/api/v1/dossiers/x"]);
});

it("signe chaque commande : clé, jeton, version", async () => {
  const appels = vi.fn<typeof fetch>().mockResolvedValue(donnees({}));
  vi.stubGlobal("fetch", appels);
  retenirJetonCsrf("jeton");
  await envoyer("/dossiers/x/actes", { corps: { type: "memoire_depose" }, cle: "c1", version: 7 });
  expect(appels.mock.calls[0]?.[1]?.headers).toMatchObject({
    "Idempotency-Key": "c1",
    "X-Greffe-CSRF": "jeton",
    "If-Match": '"7"',
  });
});

it("rend un problème avec son statut et son code, et un silence comme hors ligne", async () => {
  vi.stubGlobal("fetch", vi.fn<typeof fetch>().mockResolvedValueOnce(probleme(412, "ACT-412")).mockRejectedValueOnce(new TypeError()));
  const refus = await envoyer("/x", { cle: "c" }).catch((erreur: unknown) => erreur);
  expect(refus).toBeInstanceOf(ErreurApi);
  expect((refus as ErreurApi).probleme).toMatchObject({ status: 412, code: "ACT-412" });
  const silence = (await envoyer("/x", { cle: "c" }).catch((erreur: unknown) => erreur)) as ErreurApi;
  expect([silence.statut, silence.estRefus]).toEqual([0, false]);
});

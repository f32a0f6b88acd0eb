// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from "vitest";
import { api, auMoins, enTetes, recu, retenirJetonCsrf } from "./client";
import { ErreurApi } from "./probleme";

const json = (corps: unknown, status = 200) =>
  new Response(JSON.stringify(corps), { status, headers: { "content-type": "application/json" } });
const probleme = (status: number, code: string) => json({ title: "Refus", status, code }, status);
const stock = () => recu(api.GET("/stock"));

function reponses(...liste: (Response | Error)[]): Request[] {
  const vues: Request[] = [];
  vi.stubGlobal("fetch", (requete: Request) => {
    vues.push(requete);
    const suivante = liste.shift();
    return suivante instanceof Response ? Promise.resolve(suivante) : Promise.reject(suivante ?? new Error("appel de trop"));
  });
  return vues;
}
afterEach(() => vi.unstubAllGlobals());

it("lit ce qu’il y a quand le service est en retard sur la version voulue", async () => {
  const vues = reponses(probleme(503, "LEC-001"), json({ version: 3 }));
  const lire = (min_version?: number) =>
    recu(api.GET("/dossiers/{dossier}", { params: { path: { dossier: "x" }, query: { min_version } } }));
  expect(await auMoins(4, lire)).toEqual({ version: 3 });
  expect(vues.map(({ url }) => new URL(url).pathname + new URL(url).search)).toEqual([
    "/api/v1/dossiers/x?min_version=4",
    "/api/v1/dossiers/x",
  ]);
});

it("signe chaque commande : clé, jeton, version", async () => {
  const [vue, params] = [reponses(json({})), { path: { dossier_id: "x" }, header: enTetes("c1", 7) }];
  retenirJetonCsrf("jeton");
  await recu(api.POST("/dossiers/{dossier_id}/actes", { params, body: { type: "memoire_depose" } }));
  const portes = ["Idempotency-Key", "X-Greffe-CSRF", "If-Match"].map((nom) => vue[0]?.headers.get(nom));
  expect(portes).toEqual(["c1", "jeton", '"7"']);
});

it("rend un problème avec son statut et son code, et un silence comme hors ligne", async () => {
  reponses(probleme(412, "ACT-412"), new TypeError("réseau"));
  const refus = (await stock().catch((erreur: unknown) => erreur)) as ErreurApi;
  expect(refus).toBeInstanceOf(ErreurApi);
  expect(refus.probleme).toMatchObject({ status: 412, code: "ACT-412" });
  const silence = (await stock().catch((erreur: unknown) => erreur)) as ErreurApi;
  expect([silence.statut, silence.estRefus]).toEqual([0, false]);
});

it("dit le statut quand ce qui répond n’est pas Greffe", async () => {
  reponses(new Response("<html>", { status: 502, headers: { "content-type": "text/html" } }));
  const erreur = (await stock().catch((cause: unknown) => cause)) as ErreurApi;
  expect(erreur.probleme).toMatchObject({ status: 502, title: "Réponse inattendue du serveur" });
});

/** The story of the product, told once from the declaration to the rapporteur; nobody ever reloads a page. */
import { expect, test } from "@playwright/test";
import { commande, connecter, dansJours, jetonPartenaire, ouvrirParEcran, pdf } from "./outils";

interface DossierLu {
  version: number;
  parties: { party_id: string; role: string }[];
}

test("de la déclaration au rapporteur, en direct", async ({ browser, request }) => {
  test.setTimeout(120_000);
  const greffe = await connecter(browser, "greffe.central");
  const demandeur = `Ateliers ${Date.now()}`;
  const { id, numero } = await test.step("le greffe ouvre le dossier, qui reçoit son numéro", async () => {
    const ouvert = await ouvrirParEcran(greffe, {
      jour: dansJours(-30),
      demandeur,
      defendeur: "Fontanel",
      cabinet: "SCP Martin & Roux",
    });
    expect(ouvert.numero).toMatch(/^[A-Z] \d{2}-\d{2}\.\d{3}$/);
    await expect(greffe.getByRole("heading", { level: 1 })).toContainText(demandeur);
    return ouvert;
  });

  const ampliatif = greffe.locator('[data-regle="civil.memoire_ampliatif.depot"]');
  await test.step("l’échéance du mémoire ampliatif dit sa raison", async () => {
    await greffe.getByRole("tab", { name: /Échéances/ }).click();
    await expect(ampliatif).toHaveAttribute("data-statut", "ouverte");
    await ampliatif.getByRole("button", { name: /Pourquoi cette date/ }).click();
    await expect(ampliatif.locator(".greffe-raisons__pas li").first()).toBeVisible();
    await expect(ampliatif).toContainText("978");
  });

  await test.step("l’avocat dépose par l’interface ; l’échéance est respectée à l’écran", async () => {
    const jeton = await jetonPartenaire(request, "partenaire-martin");
    const piece = await request.post("/api/v1/pieces?kind=memoire&nom=memoire-ampliatif.pdf", {
      headers: { ...commande(jeton), "Content-Type": "application/pdf" },
      data: pdf(),
    });
    expect(piece.status(), await piece.text()).toBe(201);
    const { piece_id } = (await piece.json()) as { piece_id: string };
    const lu = (await (
      await request.get(`/api/v1/dossiers/${id}`, { headers: { Authorization: `Bearer ${jeton}` } })
    ).json()) as DossierLu;
    const depot = await request.post(`/api/v1/dossiers/${id}/actes`, {
      headers: commande(jeton),
      data: {
        type: "memoire_depose",
        dates: { depose: dansJours(0) },
        portee: { parties: lu.parties.filter(({ role }) => role === "demandeur").map(({ party_id }) => party_id) },
        corps: { nature: "ampliatif", pieces: [piece_id] },
      },
    });
    expect(depot.status(), await depot.text()).toBe(201);
    await expect(ampliatif).toHaveAttribute("data-statut", "satisfaite");
    await greffe.getByRole("tab", { name: /Frise/ }).click();
    await expect(greffe.locator('[data-acte="memoire_depose"]')).toHaveCount(1);
    await greffe.getByRole("tab", { name: /Pièces/ }).click();
    await expect(greffe.getByRole("rowheader", { name: "memoire-ampliatif.pdf" })).toBeVisible();
  });

  const presidente = await connecter(browser, "president.civ1");
  await test.step("le greffe propose la chambre, qui prend effet", async () => {
    await greffe.getByRole("link", { name: "Attribuer" }).click();
    const chambre = greffe.getByRole("form", { name: "Chambre" });
    await chambre.getByRole("combobox").selectOption("civ1");
    await chambre.getByRole("button", { name: /Proposer/ }).click();
    await expect(greffe.locator('[data-proposition="chambre_attribuee"]').first()).toHaveAttribute("data-statut", "en_vigueur");
  });

  await test.step("le greffe regarde ce que la distribution demande", async () => {
    await greffe.getByRole("link", { name: numero }).first().click();
    for (const point of ["chk.civ.01", "chk.civ.02", "chk.civ.03"]) {
      await greffe.getByRole("tab", { name: "Contrôle de régularité" }).click();
      await greffe.getByLabel("Jalon").selectOption({ label: "Distribution" });
      await greffe.locator(`[data-constat="${point}"]`).getByRole("link", { name: /Enregistrer la vérification/ }).click();
      await greffe.getByLabel("Résultat").selectOption({ label: "Conforme" });
      await greffe.getByLabel("Jour", { exact: true }).fill(dansJours(0));
      await greffe.getByRole("button", { name: "Voir les conséquences" }).click();
      await greffe.getByRole("button", { name: "Enregistrer l’acte" }).click();
      await expect(greffe.getByRole("tab", { name: /Frise/ })).toBeVisible();
    }
  });

  await test.step("la tâche apparaît chez la présidente, qui désigne le rapporteur", async () => {
    const tache = presidente.locator("[data-tache]").filter({ hasText: numero }).first();
    await expect(tache).toBeVisible();
    await presidente.getByRole("link", { name: numero }).first().click();
    await presidente.getByRole("link", { name: "Attribuer" }).click();
    const rapporteur = presidente.getByRole("form", { name: "Rapporteur" });
    await rapporteur.getByRole("combobox").selectOption({ label: "Paul Lenoir" });
    await rapporteur.getByRole("button", { name: /Proposer/ }).click();
    await expect(presidente.locator('[data-proposition="rapporteur_designe"]').first()).toHaveAttribute("data-statut", "en_vigueur");
  });

  await test.step("tous voient où en est le dossier", async () => {
    await greffe.getByRole("navigation", { name: /vous êtes ici/ }).getByRole("link", { name: numero }).click();
    await expect(greffe.getByText("Paul Lenoir").first()).toBeVisible();
    const conseiller = await connecter(browser, "conseiller.civ1");
    await conseiller.goto(`/dossiers/${encodeURIComponent(numero)}`);
    await expect(conseiller.getByRole("heading", { level: 1 })).toContainText(demandeur);
  });
});

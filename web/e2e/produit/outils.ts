/** Signing people and partners in, and reading what the product keeps, as the journeys need it. */
import { type APIRequestContext, type Browser, expect, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const RACINE = fileURLToPath(new URL("../../..", import.meta.url));
export const PROCESSUS = fileURLToPath(new URL("../.produit.pid", import.meta.url));

/** A browser of its own, in which the person of a demonstration account has signed in. */
export async function connecter(browser: Browser, compte: string): Promise<Page> {
  const contexte = await browser.newContext();
  const page = await contexte.newPage();
  await page.goto("/");
  await page.getByRole("link", { name: "Se connecter" }).click();
  await page.locator(`button[name="sub"][value="${compte}"]`).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ma journée" })).toBeVisible();
  await expect(page.locator('[data-etat="direct"]').first()).toBeAttached();
  return page;
}

interface EtatOidc {
  port: number;
  partners: Record<string, string>;
}

/** Access token of a partner client, by client credentials. */
export async function jetonPartenaire(request: APIRequestContext, client: string): Promise<string> {
  const etat = JSON.parse(
    readFileSync(process.env.GREFFE_OIDC_STATE ?? `${RACINE}/.local/dev/oidc/server.json`, "utf8"),
  ) as EtatOidc;
  const reponse = await request.post(`http://localhost:${etat.port}/token`, {
    headers: { Authorization: `Basic ${Buffer.from(`${client}:${etat.partners[client]}`).toString("base64")}` },
    form: { grant_type: "client_credentials", scope: "depot" },
  });
  expect(reponse.ok(), await reponse.text()).toBe(true);
  return ((await reponse.json()) as { access_token: string }).access_token;
}

export const commande = (jeton: string) => ({ Authorization: `Bearer ${jeton}`, "Idempotency-Key": randomUUID() });

/** A PDF of one page, not the same twice. */
export function pdf(): Buffer {
  const objets = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Essai(${randomUUID()})>>`];
  let corps = "%PDF-1.4\n";
  const places = objets.map((objet, rang) => {
    const place = corps.length;
    corps += `${rang + 1} 0 obj\n${objet}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 4\n0000000000 65535 f \n${places.join("")}`;
  return Buffer.from(`${corps}${table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${corps.length}\n%%EOF\n`);
}

export interface OuvertureParEcran {
  jour: string;
  demandeur: string;
  defendeur: string;
  cabinet?: string;
  numeroRecu?: string;
}

/** Opens a dossier through the form; leaves the page on it. Gives its id and number. */
export async function ouvrirParEcran(page: Page, ouverture: OuvertureParEcran): Promise<{ id: string; numero: string }> {
  await page.goto("/dossiers/ouvrir");
  const procedure = page.getByLabel("Procédure");
  const civile = procedure.locator('option[value="civil_representation_obligatoire"]');
  await expect(civile).toBeAttached();
  await procedure.selectOption("civil_representation_obligatoire");
  await page.getByLabel("Jour", { exact: true }).fill(ouverture.jour);
  if (ouverture.numeroRecu) await page.getByLabel("Numéro indiqué par l’expéditeur").fill(ouverture.numeroRecu);
  const demandeur = page.getByRole("region", { name: "Demandeur" });
  await demandeur.getByLabel("Nom", { exact: true }).fill(ouverture.demandeur);
  if (ouverture.cabinet) {
    const cabinet = demandeur.getByRole("combobox", { name: /Avocat aux Conseils/ });
    await cabinet.fill(ouverture.cabinet);
    // The office is in the register already, or enters it here.
    await page.getByRole("option").filter({ hasText: ouverture.cabinet }).first().click();
    await expect(cabinet).toHaveValue(ouverture.cabinet);
  }
  await page.getByRole("region", { name: "Défendeur" }).getByLabel("Nom", { exact: true }).fill(ouverture.defendeur);
  await page.getByLabel("Juridiction").fill("Cour d’appel de Grenoble");
  await page.getByLabel("Rendue le (facultatif)").fill("2026-05-12");
  // A decision of its own, or the second dossier would be asked about as the first's duplicate.
  await page.getByLabel("Numéro RG (facultatif)").fill(`26/${String(Math.floor(Math.random() * 100_000)).padStart(5, "0")}`);
  await page.getByRole("button", { name: "Ouvrir le dossier" }).click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}/);
  const numero = (await page.locator(".greffe-numero").first().textContent())?.replace("Pourvoi ", "") ?? "";
  return { id: new URL(page.url()).pathname.split("/")[2] ?? "", numero };
}

/** ISO day, so many days from today in Paris. */
export function dansJours(jours: number): string {
  return new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris" }).format(new Date(Date.now() + jours * 86_400_000));
}

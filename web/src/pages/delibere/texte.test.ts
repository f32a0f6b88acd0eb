import { expect, it } from "vitest";
import { type Bloc, ecrire, estVide, type Ligne, ligneCanonique, lire } from "./texte";

/** The same draws each time, so that a failure is found again. */
function tirages(graine: number) {
  let etat = graine;
  const part = () => (etat = (etat * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const parmi = <T,>(choix: readonly T[]) => choix[Math.floor(part() * choix.length)] as T;
  return { parmi, plusieurs: <T,>(combien: number, faire: () => T) => Array.from({ length: Math.floor(part() * combien) }, faire) };
}

const SIGNES = ["a", "Cour", " ", "*", "**", "\\", "#", "#. ", "## ", "> ", "- ", "1. ", "é", "\u00a0", "…", "_", "<b>", "-"] as const;

function blocs(graine: number): Bloc[] {
  const { parmi, plusieurs } = tirages(graine);
  const ligne = (): Ligne =>
    ligneCanonique(
      plusieurs(5, () => ({
        texte: plusieurs(4, () => parmi(SIGNES)).join(""),
        ...(parmi([true, false]) && { gras: true as const }),
        ...(parmi([true, false]) && { italique: true as const }),
      })),
    );
  const lignes = () => [ligne(), ...plusieurs(3, ligne)];
  const bloc = (): Bloc => {
    const nature = parmi(["paragraphe", "paragraphe", "numero", "titre", "citation", "liste"] as const);
    if (nature === "titre") return { nature, niveau: parmi([2, 3, 4] as const), ligne: ligne() };
    if (nature === "citation") return { nature, paragraphes: [lignes(), ...plusieurs(3, lignes)] };
    if (nature === "liste") return { nature, points: [lignes(), ...plusieurs(3, lignes)] };
    return { nature, lignes: lignes() };
  };
  return [bloc(), ...plusieurs(6, bloc)];
}

it("relit ce qu’il écrit, quels que soient les signes du texte", () => {
  for (let graine = 1; graine <= 600; graine += 1) {
    const ecrits = blocs(graine);
    expect(lire(ecrire(ecrits)), `graine ${graine}`).toEqual(ecrits);
  }
});

it("lit tout texte, et l’écrit tel qu’il se relira", () => {
  for (let graine = 1; graine <= 600; graine += 1) {
    const { parmi, plusieurs } = tirages(graine);
    const lu = lire(plusieurs(30, () => parmi([...SIGNES, "\n", "\n", "\n\n"])).join(""));
    expect(lire(ecrire(lu)), `graine ${graine}`).toEqual(lu);
  }
});

it("rend un texte sans marque tel qu’il fut écrit", () => {
  for (let graine = 1; graine <= 600; graine += 1) {
    const { parmi, plusieurs } = tirages(graine);
    const texte = plusieurs(30, () => parmi(["Vu ", "l’article 455", "1. ", "1°/ ", "# ", "5 * 3", "C:\\", "\n", "\n", " ", "#.", "M. X", ">"])).join("");
    if (/(^|\n)>/.test(texte)) continue;
    expect(ecrire(lire(texte)), JSON.stringify(texte)).toBe(texte);
  }
});

it("garde les paragraphes numérotés à la main comme du texte", () => {
  const texte = "1. Selon l’arrêt attaqué, …\n\n2. La société a saisi le tribunal.\n\n\n* Note de bas de page *\n";
  expect(lire(texte).every(({ nature }) => nature === "paragraphe")).toBe(true);
  expect(ecrire(lire(texte))).toBe(texte);
});

it("lit chaque sorte de bloc", () => {
  expect(lire("## Faits et procédure\n\n#. Selon **l’arrêt** *attaqué*\n\n> cité\n>\n> encore\n\n- un\n  suite\n- deux")).toEqual([
    { nature: "titre", niveau: 2, ligne: [{ texte: "Faits et procédure" }] },
    { nature: "numero", lignes: [[{ texte: "Selon " }, { texte: "l’arrêt", gras: true }, { texte: " " }, { texte: "attaqué", italique: true }]] },
    { nature: "citation", paragraphes: [[[{ texte: "cité" }]], [[{ texte: "encore" }]]] },
    { nature: "liste", points: [[[{ texte: "un" }], [{ texte: "suite" }]], [[{ texte: "deux" }]]] },
  ]);
});

it("tient un retour de chariot pour une fin de ligne, et ne lit jamais de balise", () => {
  expect(lire("a\r\nb")).toEqual(lire("a\nb"));
  expect(lire("<script>alert(1)</script>")).toEqual([{ nature: "paragraphe", lignes: [[{ texte: "<script>alert(1)</script>" }]] }]);
});

it("dit vide un texte où rien n’est écrit", () => {
  expect(estVide(lire(""))).toBe(true);
  expect(estVide(lire("## \n\n#. \n\n "))).toBe(true);
  expect(estVide(lire("## Faits"))).toBe(false);
});

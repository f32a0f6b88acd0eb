import { expect, it } from "vitest";
import { lireParties } from "./lire-parties";
import { lignesCollees } from "./liste-collee";

const TOUTES = ["demandeur", "defendeur", "intervenant"];
const fautes = (texte: string, qualites = TOUTES, place = 200) =>
  lireParties(texte, qualites, place).fautes.map(({ numero, cause, remede }) => `${numero}. ${cause} ${remede}`.replaceAll("\u00a0", " "));

it("lit des cellules citées, et la tabulation d’un tableur avant le point-virgule", () => {
  expect(lignesCollees('Nom;Prénoms\r\n\n "Bâtiments ; Cie";"dit ""Le Grand""";\nA ; B\tC\n"sans fin;D', /^nom$/i)).toEqual([
    { numero: 3, cellules: ["Bâtiments ; Cie", 'dit "Le Grand"', ""] },
    { numero: 4, cellules: ["A ; B", "C"] },
    { numero: 5, cellules: ['"sans fin', "D"] },
  ]);
});

it("lit une partie par ligne, en mots de tous les jours", () => {
  const texte = [
    "Nom;Prénoms;Qualité;Nature;Adresse;Résidence",
    "Lévêque;Anne, Marie;Demanderesse;;1, rue du Port, Brest;Métropole",
    '"Ateliers ; Fils";;DÉFENDEUR;personne morale;"2, quai Sud; Lyon";outre-mer',
    "Parquet général\t\tintervenant\tMinistère public",
  ].join("\n");
  expect(lireParties(texte, TOUTES, 200)).toEqual({
    parties: [
      { qualite: "demandeur", nature: "personne_physique", nom: "Lévêque", prenoms: "Anne, Marie", adresse: "1, rue du Port, Brest", residence: "metropole" },
      { qualite: "defendeur", nature: "personne_morale", nom: "Ateliers ; Fils", prenoms: "", adresse: "2, quai Sud; Lyon", residence: "outre_mer" },
      { qualite: "intervenant", nature: "ministere_public", nom: "Parquet général", prenoms: "", adresse: "", residence: "inconnue" },
    ],
    fautes: [],
  });
});

it("dit de chaque ligne fautive pourquoi, et que faire", () => {
  const texte = [
    ";Paul;demandeur",
    "Aubry",
    "Aubry;;constructor;constructor",
    "Aubry;;demandeur;constructor",
    "Aubry;;demandeur;;;Mars",
    "SCI du Port;Paul;défendeur;personne morale",
    "Aubry;;demandeur;;1, rue A; Brest;métropole",
    `${"a".repeat(501)};;demandeur`,
    "Besson;;demandeur",
    "Besson;;demandeur",
  ].join("\n");
  expect(fautes(texte)).toEqual([
    "1. Le nom manque. Écrivez-le en première colonne.",
    "2. La qualité manque. Écrivez en troisième colonne : demandeur, défendeur, intervenant.",
    "3. « constructor » n’est pas une qualité admise ici. Écrivez en troisième colonne : demandeur, défendeur, intervenant.",
    "4. « constructor » n’est pas une nature de partie. Écrivez en quatrième colonne : personne physique, personne morale, ministère public.",
    "5. « Mars » n’est pas une résidence admise. Écrivez en sixième colonne : inconnue, métropole, outre-mer, étranger.",
    "6. Personne morale avec des prénoms. Videz la deuxième colonne, ou corrigez la nature.",
    "7. La ligne a 7 colonnes, et 6 se lisent. Mettez entre guillemets l’adresse ou le nom qui contient un point-virgule.",
    "8. Le nom dépasse 500 caractères. Abrégez.",
    "10. La ligne 9 dit la même partie. Retirez-la, ou distinguez les deux parties par leur adresse.",
  ]);
});

it("ne prend que les qualités et le nombre que la page admet", () => {
  expect(fautes("Aubry;;intervenant", ["demandeur", "defendeur"])).toEqual([
    "1. « intervenant » n’est pas une qualité admise ici. Écrivez en troisième colonne : demandeur, défendeur.",
  ]);
  expect(fautes("Aubry;;demandeur\nBesson;;demandeur", TOUTES, 1)).toEqual([
    "2. Il n’y a plus de place pour cette partie. Retirez la ligne ; elle s’ajoutera une fois les autres enregistrées.",
  ]);
});

/** Papers over the gateway in memory: the order asks for what the dossier does not know, and is complete once it is said. */
import type { ChampPapier, ModelePapier, SaisiePapier } from "../../src/api/papiers";

const champ = (name: string, label: string, kind: string, plus: Partial<ChampPapier> = {}): ChampPapier => ({
  name,
  label,
  kind,
  required: true,
  among: [],
  columns: [],
  typed: true,
  ...plus,
});

export const modeles: ModelePapier[] = [
  {
    name: "bordereau",
    title: "Bordereau",
    from: "2026-01-01",
    until: null,
    kept: true,
    of_dossier: true,
    fields: [champ("intitule", "L’intitulé du bordereau", "texte"), champ("pieces", "Les pièces remises", "liste", { typed: false })],
  },
  {
    name: "ordonnance",
    title: "Ordonnance",
    from: "2026-01-01",
    until: null,
    kept: true,
    of_dossier: true,
    fields: [
      champ("nature", "La nature de l’ordonnance", "choix", { among: ["decheance", "radiation"] }),
      champ("demandeurs", "Les demandeurs au pourvoi", "lignes", { typed: false }),
      champ("motifs", "Les motifs", "lignes"),
      champ("dispositif", "Le dispositif", "liste", { columns: [champ("texte", "Le chef du dispositif", "texte")] }),
    ],
  },
  {
    name: "rapport",
    title: "Rapport, pour les parties",
    from: "2026-01-01",
    until: null,
    kept: true,
    of_dossier: true,
    fields: [
      champ("moyens", "L’analyse des moyens", "liste", {
        columns: [champ("intitule", "Le moyen", "texte"), champ("enonce", "Ce que le moyen soutient", "lignes")],
      }),
    ],
  },
];

export function controler(saisie: SaisiePapier) {
  const manque = (modeles.find(({ name }) => name === saisie.modele)?.fields ?? []).filter(
    ({ name, typed }) => typed && !saisie.valeurs?.[name] && !saisie.listes?.[name]?.length,
  );
  return {
    inserted: [
      { field: "demandeurs", text: "Jeanne Fauvel", origin: "personne", id: "00000000-0000-4000-8000-000000000101" },
      ...Object.entries(saisie.valeurs ?? {}).map(([field, text]) => ({ field, text, origin: "saisie", id: "moi" })),
    ],
    faults: manque.map(({ name, label }) => ({ field: name, message: `${label} («\u00a0${name}\u00a0»)\u00a0: manque` })),
  };
}

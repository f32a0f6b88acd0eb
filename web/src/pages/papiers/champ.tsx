import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useId, useState } from "react";
import type { ChampPapier, SaisiePapier } from "../../api/papiers";
import { Button } from "../../composants/bouton";
import { donnerFoyer } from "../../composants/foyer";
import { enLignes, lignes, MOTS } from "./saisie";

interface Props {
  champ: ChampPapier;
  saisie: SaisiePapier;
  changer: (saisie: SaisiePapier) => void;
}

/** A field of a paper, as its template asks for it. */
export function ChampDuPapier({ champ, saisie, changer }: Props) {
  const valeur = saisie.valeurs?.[champ.name] ?? "";
  const dire = (texte: string) => {
    changer({ ...saisie, valeurs: { ...saisie.valeurs, [champ.name]: texte } });
  };
  const nom = champ.required ? champ.label : `${champ.label} (facultatif)`;
  if (champ.kind === "liste") {
    const Rangs = champ.columns.length > 1 ? Rangees : Liste;
    return <Rangs champ={champ} nom={nom} saisie={saisie} changer={changer} />;
  }
  if (champ.kind === "choix") {
    return (
      <Select label={nom} nativeSelectProps={{ value: valeur, onChange: (e) => dire(e.target.value) }}>
        <option value="">Choisir…</option>
        {champ.among.map((mot) => (
          <option key={mot} value={mot}>
            {MOTS[mot] ?? mot}
          </option>
        ))}
      </Select>
    );
  }
  if (champ.kind === "lignes") {
    return <Input textArea label={nom} nativeTextAreaProps={{ value: valeur, rows: 6, onChange: (e) => dire(e.target.value) }} />;
  }
  const type = champ.kind === "jour" ? "date" : "text";
  return <Input label={nom} nativeInputProps={{ type, value: valeur, onChange: (e) => dire(e.target.value) }} />;
}

/** A list of one column is written a row a line. */
function Liste({ champ, nom, saisie, changer }: Props & { nom: string }) {
  const [ecrit, setEcrit] = useState("");
  const colonne = champ.columns[0]?.name ?? "";
  // Blank lines are no rows: what is written stays as it is while it says the rows, which may also come from a draft, or go with it.
  const dites = enLignes(saisie.listes?.[champ.name], colonne);
  const texte = enLignes(lignes(ecrit, colonne), colonne) === dites ? ecrit : dites;
  return (
    <Input
      textArea
      label={nom}
      hintText="Une ligne par élément."
      nativeTextAreaProps={{
        value: texte,
        rows: 4,
        onChange: (e) => {
          setEcrit(e.target.value);
          changer({ ...saisie, listes: { ...saisie.listes, [champ.name]: lignes(e.target.value, colonne) } });
        },
      }}
    />
  );
}

/** A list of several columns: a group of fields a row. */
function Rangees({ champ, nom, saisie, changer }: Props & { nom: string }) {
  const ajouter = useId();
  const colonnes = champ.columns.filter(({ typed }) => typed);
  const rangees = saisie.listes?.[champ.name] ?? [];
  const poser = (suite: Record<string, string>[]) => changer({ ...saisie, listes: { ...saisie.listes, [champ.name]: suite } });
  return (
    <fieldset className="greffe-rangees">
      <legend className="fr-text--bold">{nom}</legend>
      {rangees.map((rangee, rang) => (
        // Rows have no name of their own: what is typed in one stays with its rank.
        <section key={rang} className="greffe-bloc" aria-label={`${champ.label}, ligne ${rang + 1}`}>
          <div className="greffe-bloc__tete">
            <span className="fr-text--bold">{rang + 1}</span>
            <Button
              size="small"
              priority="tertiary no outline"
              onClick={() => {
                poser(rangees.filter((_, autre) => autre !== rang));
                donnerFoyer(document.getElementById(ajouter));
              }}
            >
              Retirer<span className="fr-sr-only"> la ligne {rang + 1}&nbsp;: {champ.label}</span>
            </Button>
          </div>
          {colonnes.map((colonne) => (
            <ChampDuPapier
              key={colonne.name}
              champ={colonne}
              saisie={{ ...saisie, valeurs: rangee }}
              changer={({ valeurs }) => poser(rangees.map((une, autre) => (autre === rang ? (valeurs ?? {}) : une)))}
            />
          ))}
        </section>
      ))}
      <Button id={ajouter} size="small" priority="secondary" onClick={() => poser([...rangees, {}])}>
        Ajouter une ligne<span className="fr-sr-only">&nbsp;: {champ.label}</span>
      </Button>
    </fieldset>
  );
}

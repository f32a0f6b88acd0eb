import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useState } from "react";
import type { ChampPapier, SaisiePapier } from "../../api/papiers";
import { lignes, MOTS } from "./saisie";

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
  if (champ.kind === "liste") return <Liste champ={champ} nom={nom} saisie={saisie} changer={changer} />;
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
  const [texte, setTexte] = useState("");
  const colonne = champ.columns[0]?.name ?? "";
  return (
    <Input
      textArea
      label={nom}
      hintText="Une ligne par élément."
      nativeTextAreaProps={{
        value: texte,
        rows: 4,
        onChange: (e) => {
          setTexte(e.target.value);
          changer({ ...saisie, listes: { ...saisie.listes, [champ.name]: lignes(e.target.value, colonne) } });
        },
      }}
    />
  );
}

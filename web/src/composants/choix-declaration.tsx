import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery } from "@tanstack/react-query";
import { referentiel } from "../api/requetes";
import { codesDeclaration } from "./pourvois";

interface Props {
  champ: "qualite" | "decision_rendue" | "lieu" | "declarant";
  libelle: string;
  aide?: string;
  valeur: string;
  changer: (code: string) => void;
}

/** What the declaration of a pourvoi says of itself, by the codes of the catalogue. */
export function ChoixDeclaration({ champ, libelle, aide, valeur, changer }: Props) {
  const { data: ref } = useQuery(referentiel);
  return (
    <Select label={libelle} hint={aide} nativeSelectProps={{ value: valeur, onChange: (e) => changer(e.target.value) }}>
      <option value="">Choisir…</option>
      {codesDeclaration(ref, champ).map(({ code, texte }) => (
        <option key={code} value={code}>
          {texte}
        </option>
      ))}
    </Select>
  );
}

import { Select } from "@codegouvfr/react-dsfr/Select";
import { type Jalon, jalonDe, JALONS } from "./mots";

/** Which milestone is looked at; without a choice, the next one of the dossier. */
export function ChoixJalon({ jalon, suivant, choisir }: { jalon?: Jalon; suivant?: string; choisir: (jalon: Jalon | undefined) => void }) {
  return (
    <Select
      label="Jalon"
      nativeSelectProps={{ value: jalon ?? "", onChange: (e) => choisir(jalonDe(e.target.value)) }}
      className="greffe-sans-impression"
    >
      {suivant !== undefined && <option value="">Le prochain jalon{suivant ? ` (${suivant})` : ""}</option>}
      {Object.entries(JALONS).map(([code, nom]) => (
        <option key={code} value={code}>
          {nom}
        </option>
      ))}
    </Select>
  );
}

import { Input } from "@codegouvfr/react-dsfr/Input";

interface JourProps {
  label: string;
  hintText?: string;
  valeur: string;
  changer: (valeur: string) => void;
  erreur?: string;
}

/** A civil day, typed or chosen. */
export function Jour({ label, hintText, valeur, changer, erreur }: JourProps) {
  return (
    <Input
      label={label}
      hintText={hintText}
      state={erreur ? "error" : "default"}
      stateRelatedMessage={erreur}
      nativeInputProps={{ type: "date", min: "1900-01-01", max: "2999-12-31", value: valeur, onChange: (e) => changer(e.target.value) }}
    />
  );
}

import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { referentiel } from "../api/requetes";
import { INSECABLE } from "./formats";
import { matiereDe } from "./matieres";

interface Props {
  libelle: string;
  facultatif?: boolean;
  valeur: string;
  changer: (code: string) => void;
  erreur?: string;
}

const INCONNUE = `Ce code n’est pas à la nomenclature${INSECABLE}: choisissez une rubrique de la liste, et ajoutez-lui au besoin la lettre de son poste.`;

/**
 * Matter of a case: a code of the court's nomenclature. Its headings are found by their words or their code in the list of the
 * field; a letter after two characters tells one more closely. What is written is said in words under it.
 */
export function ChoixMatiere({ libelle, facultatif, valeur, changer, erreur }: Props) {
  const liste = useId();
  const { data } = useQuery(referentiel);
  const matieres = data?.matieres ?? [];
  const choisie = matiereDe(matieres, valeur);
  // While words are sought, what the list holds is no mistake.
  const cherchee = valeur.toLocaleLowerCase("fr");
  const trouvee = matieres.some(({ code, label }) => `${code} – ${label}`.toLocaleLowerCase("fr").includes(cherchee));
  const inconnue = matieres.length > 0 && valeur.length > 1 && !choisie && !trouvee;
  const message = erreur ?? (inconnue ? INCONNUE : undefined);
  return (
    <>
      <Input
        label={facultatif ? `${libelle} (facultatif)` : libelle}
        hintText="Cherchez par un mot ou par un code (80, 80A)."
        state={message ? "error" : choisie ? "success" : "default"}
        stateRelatedMessage={message ?? choisie?.label}
        nativeInputProps={{
          list: liste,
          maxLength: 60,
          autoComplete: "off",
          value: valeur,
          onChange: ({ target: { value } }) => {
            const code = value.toLocaleUpperCase("fr").trim();
            changer(matiereDe(matieres, code) ? code : value);
          },
        }}
      />
      <datalist id={liste}>
        {matieres.map(({ code, label }) => (
          <option key={code} value={code}>
            {`${code} – ${label}`}
          </option>
        ))}
      </datalist>
    </>
  );
}

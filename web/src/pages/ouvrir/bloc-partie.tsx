import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { Button } from "../../composants/bouton";
import { ChoixCabinet } from "../../composants/choix-cabinet";
import { libelle } from "../../composants/formats";
import type { PartieForm } from "./saisie";

const NATURES = ["personne_physique", "personne_morale", "ministere_public"];
const RESIDENCES = ["metropole", "outre_mer", "etranger", "inconnue"];

interface Props {
  partie: PartieForm;
  titre: string;
  changer: (champs: Partial<PartieForm>) => void;
  retirer?: () => void;
  erreurs: Map<string, string>;
}

/** A party of the declaration: who, where, and the office that appears for it. */
export function BlocPartie({ partie, titre, changer, retirer, erreurs }: Props) {
  const etat = (champ: string) => {
    const message = erreurs.get(`${champ}-${partie.cle}`);
    return { state: message ? ("error" as const) : ("default" as const), stateRelatedMessage: message };
  };
  const physique = partie.nature === "personne_physique";
  return (
    <section className="greffe-bloc" aria-label={titre}>
      <div className="greffe-bloc__tete">
        <h3>{titre}</h3>
        {retirer && (
          <Button size="small" priority="tertiary no outline" iconId="fr-icon-delete-line" onClick={retirer}>
            Retirer<span className="fr-sr-only"> {titre}</span>
          </Button>
        )}
      </div>
      <div className="greffe-colonnes">
        <Select label="Nature" nativeSelectProps={{ value: partie.nature, onChange: (e) => changer({ nature: e.target.value }) }}>
          {NATURES.map((code) => (
            <option key={code} value={code}>
              {libelle(code)}
            </option>
          ))}
        </Select>
        <Select
          label="Résidence"
          nativeSelectProps={{ value: partie.residence, onChange: (e) => changer({ residence: e.target.value }) }}
        >
          {RESIDENCES.map((code) => (
            <option key={code} value={code}>
              {libelle(code)}
            </option>
          ))}
        </Select>
      </div>
      <div className="greffe-colonnes">
        <Input
          label={physique ? "Nom" : "Dénomination"}
          {...etat("nom")}
          nativeInputProps={{ value: partie.nom, required: true, autoComplete: "off", onChange: (e) => changer({ nom: e.target.value }) }}
        />
        {physique && (
          <Input
            label="Prénoms (facultatif)"
            {...etat("prenoms")}
            nativeInputProps={{ value: partie.prenoms, autoComplete: "off", onChange: (e) => changer({ prenoms: e.target.value }) }}
          />
        )}
      </div>
      <Input
        label="Adresse (facultatif)"
        {...etat("adresse")}
        nativeInputProps={{ value: partie.adresse, autoComplete: "off", onChange: (e) => changer({ adresse: e.target.value }) }}
      />
      <ChoixCabinet
        libelle="Avocat aux Conseils (facultatif)"
        valeur={partie.cabinet}
        changer={(cabinet) => changer({ cabinet })}
        erreur={erreurs.get(`cabinet-${partie.cle}`)}
      />
    </section>
  );
}

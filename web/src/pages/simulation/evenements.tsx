import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useRef } from "react";
import type { EvenementDeRegle } from "../../api/regles";
import { Button } from "../../composants/bouton";
import { INSECABLE, majuscule } from "../../composants/formats";
import { donnerFoyer } from "../../composants/foyer";
import { Jour } from "../../composants/jour";
import { type EvenementSaisi, uniteDe } from "./simulation";

interface Props {
  types: EvenementDeRegle[];
  saisis: EvenementSaisi[];
  changer: (saisis: EvenementSaisi[]) => void;
  erreurs: Map<string, string>;
}

/** What happened between the start and the end, of what may change this term. */
export function Evenements({ types, saisis, changer, erreurs }: Props) {
  const ajouter = useRef<HTMLButtonElement>(null);
  const remplacer = (rang: number, saisi: EvenementSaisi) => changer(saisis.map((autre, ici) => (ici === rang ? saisi : autre)));
  const retirer = (rang: number) => {
    changer(saisis.filter((_, ici) => ici !== rang));
    donnerFoyer(ajouter.current);
  };
  return (
    <fieldset className="greffe-evenements">
      <legend className="fr-text--bold fr-mb-1w">Événements survenus entre-temps</legend>
      {saisis.length === 0 && <p className="greffe-mention fr-mb-1w">Aucun{INSECABLE}: le délai court sans incident.</p>}
      {saisis.map((saisi, rang) => (
        <UnEvenement
          key={rang}
          titre={`Événement ${rang + 1}`}
          types={types}
          saisi={saisi}
          changer={(suivant) => remplacer(rang, suivant)}
          retirer={() => retirer(rang)}
          erreur={erreurs.get(`evenements.${rang}`)}
        />
      ))}
      <Button
        size="small"
        priority="secondary"
        iconId="fr-icon-add-line"
        ref={ajouter}
        onClick={() => changer([...saisis, { kind: types.length === 1 ? (types[0]?.kind ?? "") : "", valeur: "" }])}
      >
        Ajouter un événement
      </Button>
    </fieldset>
  );
}

interface UnEvenementProps {
  titre: string;
  types: EvenementDeRegle[];
  saisi: EvenementSaisi;
  changer: (saisi: EvenementSaisi) => void;
  retirer: () => void;
  erreur: string | undefined;
}

function UnEvenement({ titre, types, saisi, changer, retirer, erreur }: UnEvenementProps) {
  const type = types.find(({ kind }) => kind === saisi.kind);
  const inconnu = Boolean(saisi.kind) && !type;
  return (
    <div className="greffe-bloc" role="group" aria-label={titre}>
      <div className="greffe-bloc__tete">
        <p className="fr-text--bold fr-mb-0">{titre}</p>
        <Button size="small" priority="tertiary no outline" iconId="fr-icon-delete-line" onClick={retirer}>
          Retirer<span className="fr-sr-only"> {titre}</span>
        </Button>
      </div>
      <div className="greffe-colonnes">
        <Select
          label="Nature"
          state={inconnu ? "error" : "default"}
          stateRelatedMessage={inconnu ? erreur : undefined}
          nativeSelectProps={{ value: saisi.kind, onChange: (e) => changer({ kind: e.target.value, valeur: repris(saisi, e.target.value, types) }) }}
        >
          <option value="">Choisir un événement</option>
          {inconnu && <option value={saisi.kind}>Événement de l’adresse</option>}
          {types.map(({ kind, label }) => (
            <option key={kind} value={kind}>
              {majuscule(label)}
            </option>
          ))}
        </Select>
        {type && <Mesure type={type} valeur={saisi.valeur} changer={(valeur) => changer({ ...saisi, valeur })} erreur={erreur} />}
      </div>
    </div>
  );
}

/** What was typed stays where the new event is measured the same way. */
function repris({ kind, valeur }: EvenementSaisi, suivant: string, types: EvenementDeRegle[]): string {
  const mesure = (nom: string) => types.find((type) => type.kind === nom)?.asks;
  return mesure(kind) === mesure(suivant) ? valeur : "";
}

interface MesureProps {
  type: EvenementDeRegle;
  valeur: string;
  changer: (valeur: string) => void;
  erreur: string | undefined;
}

function Mesure({ type, valeur, changer, erreur }: MesureProps) {
  const etat = erreur ? { state: "error" as const, stateRelatedMessage: erreur } : {};
  if (type.asks === "jour") return <Jour label="Jour" valeur={valeur} changer={changer} erreur={erreur} />;
  const nombre = (label: string, lu: string) => (
    <Input
      label={label}
      {...etat}
      nativeInputProps={{ type: "number", min: 1, inputMode: "numeric", value: lu, onChange: (e) => changer(e.target.value) }}
    />
  );
  const jour = valeur.includes("-");
  return (
    <>
      {nombre(uniteDe(type) === "mois" ? "Délai ramené à (mois)" : "Jours accordés", jour ? "" : valeur)}
      <Jour label="Ou terme fixé au" valeur={jour ? valeur : ""} changer={changer} />
    </>
  );
}

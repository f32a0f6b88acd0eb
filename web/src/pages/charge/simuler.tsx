import { Input } from "@codegouvfr/react-dsfr/Input";
import { type FormEvent, useState } from "react";
import { Button } from "../../composants/bouton";
import { CHAMPS, lireReglages, type Reglage, type Reglages } from "./reglages";

interface Props {
  reglages: Reglages;
  /** What the service refused, by its own names of fields. */
  refus?: Map<string, string>;
  aller: (reglages: Reglages) => void;
}

/** What is supposed of the weeks to come. It goes to the address, which can be shared. */
export function Simuler({ reglages, refus, aller }: Props) {
  const [saisie, setSaisie] = useState<Partial<Record<Reglage, string>>>({});
  const valeur = ({ nom, defaut }: (typeof CHAMPS)[number]) => saisie[nom] ?? String(reglages[nom] ?? defaut);
  const envoyer = (evenement: FormEvent) => {
    evenement.preventDefault();
    const { chambre } = reglages;
    aller(lireReglages({ chambre, ...Object.fromEntries(CHAMPS.map((champ) => [champ.nom, valeur(champ)])) }));
  };
  return (
    <section className="greffe-section greffe-sans-impression" aria-labelledby="titre-simuler">
      <h2 id="titre-simuler" className="fr-h5">
        Simuler
      </h2>
      <form onSubmit={envoyer} aria-labelledby="titre-simuler">
        <div className="greffe-filtres">
          {CHAMPS.map((champ) => {
            const message = refus?.get(champ.champ);
            return (
              <Input
                key={champ.nom}
                label={champ.label}
                hintText={champ.aide}
                state={message ? "error" : "default"}
                stateRelatedMessage={message}
                nativeInputProps={{
                  type: "number",
                  min: champ.min,
                  max: champ.max,
                  step: 1,
                  required: true,
                  value: valeur(champ),
                  onChange: (e) => setSaisie({ ...saisie, [champ.nom]: e.target.value }),
                }}
              />
            );
          })}
        </div>
        <div className="greffe-actions">
          <Button type="submit">Simuler</Button>
          <Button type="button" priority="tertiary" onClick={() => aller({ chambre: reglages.chambre })}>
            Revenir au rythme présent
          </Button>
        </div>
        <p className="greffe-mention">L’adresse de la page garde ces réglages&nbsp;: elle se partage avec qui peut lire cette charge. Rien n’est enregistré.</p>
      </form>
    </section>
  );
}

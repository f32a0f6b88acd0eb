import type { PartieSaisie } from "../../api/types";
import { Button } from "../../composants/bouton";
import { libelle } from "../../composants/formats";
import type { PartieLue } from "../../composants/lire-parties";

export const enPartie = ({ qualite, nature, nom, prenoms, adresse, residence }: PartieLue): PartieSaisie => ({
  person: { nature, name: nom, first_names: prenoms, address: adresse },
  role: qualite,
  residence,
});

/** Parties read from a list, that one may take away again. */
export function ListeCollee({ parties, changer }: { parties: PartieSaisie[]; changer: (parties: PartieSaisie[]) => void }) {
  if (parties.length === 0) return null;
  return (
    <ul className="fr-raw-list fr-mb-3w" aria-label="Parties de la liste">
      {parties.map((partie, rang) => (
        <li key={rang}>
          {[partie.person.first_names, partie.person.name].filter(Boolean).join(" ")} ({libelle(partie.role).toLocaleLowerCase("fr")}){" "}
          <Button size="small" priority="tertiary no outline" onClick={() => changer(parties.filter((autre) => autre !== partie))}>
            Retirer<span className="fr-sr-only"> {partie.person.name}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

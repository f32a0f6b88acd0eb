import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { garderRecherche, oublierRecherche, useCommande } from "../../api/commandes";
import { type FiltresRecherche, recherches } from "../../api/requetes";
import type { Recherche } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { INSECABLE } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { type Genre, GENRES } from "./mots";
import { periodeEnMots } from "./periode";

/** What tells a search over everything from one of the list of dossiers. */
const PORTEE = "recherche";

/** The filters of a search, as the address of the page bears them. */
const enAdresse = ({ q, chambre, genre, du, au }: Recherche["filters"]): FiltresRecherche => ({
  q: q ?? undefined,
  chambre: chambre ?? undefined,
  du: du ?? undefined,
  au: au ?? undefined,
  genre: (Object.keys(GENRES) as Genre[]).find((connu) => connu === genre),
});

/** Searches over everything that one keeps: gone back to, forgotten; and a name for the one on the screen. */
export function Gardees({ filtres }: { filtres: FiltresRecherche }) {
  const client = useQueryClient();
  const { data } = useQuery(recherches);
  const [nom, setNom] = useState("");
  const relire = (mot: string) => {
    annoncer(mot);
    void client.invalidateQueries({ queryKey: ["recherches"] });
  };
  const garder = useCommande(
    (name: string, cle) => {
      const { q, genre, chambre, du, au } = filtres;
      return garderRecherche({ name, filters: { q, genre, chambre, du, au, portee: PORTEE } }, cle);
    },
    () => {
      setNom("");
      relire("La recherche est gardée.");
    },
  );
  const oublier = useCommande(
    (id: string, cle) => oublierRecherche(id, cle),
    () => relire("La recherche est oubliée."),
  );
  const gardees = (data?.items ?? []).filter(({ filters }) => filters.portee === PORTEE);
  if (gardees.length === 0 && !filtres.q) return null;
  return (
    <details className="greffe-sans-impression fr-mb-2w">
      <summary>Recherches gardées ({gardees.length})</summary>
      <ul className="greffe-echeances fr-mt-1w">
        {gardees.map(({ search_id, name, filters }) => (
          <li key={search_id} data-recherche={search_id}>
            <div className="greffe-actions">
              <Link to="/recherche" search={enAdresse(filters)}>
                {name}
              </Link>
              {(filters.du || filters.au) && (
                <span className="fr-text--sm fr-mb-0">{periodeEnMots({ du: filters.du ?? undefined, au: filters.au ?? undefined })}</span>
              )}
              <Button
                size="small"
                priority="tertiary no outline"
                onClick={() => void oublier.envoyer(search_id)}
                nativeButtonProps={occupe(oublier.enCours)}
              >
                Oublier
                <span className="fr-sr-only">
                  {INSECABLE}: {name}
                </span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <AlerteErreur erreur={garder.erreur ?? oublier.erreur} />
      {filtres.q && (
        <form
          className="greffe-filtres greffe-filtres--courts"
          onSubmit={(e) => {
            e.preventDefault();
            void garder.envoyer(nom);
          }}
        >
          <Input
            label="Garder cette recherche sous le nom"
            hintText="Les mots cherchés, avec le genre, la chambre et les jours choisis."
            nativeInputProps={{ required: true, maxLength: 80, value: nom, onChange: (e) => setNom(e.target.value) }}
          />
          <Button size="small" type="submit" priority="secondary" nativeButtonProps={occupe(garder.enCours)}>
            Garder
          </Button>
        </form>
      )}
    </details>
  );
}

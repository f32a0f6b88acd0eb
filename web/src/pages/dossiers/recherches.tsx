import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { finirSuivi, garderRecherche, oublierRecherche, suivre, useCommande } from "../../api/commandes";
import { type FiltresDossiers, recherches, suivis } from "../../api/requetes";
import type { Recherche } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { INSECABLE } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { estFiltree } from "./filtres";

/** The filters of a search, as the address of the list bears them. */
const enAdresse = ({ q, chambre, stade, rapporteur, urgent, clos, tri }: Recherche["filters"]): FiltresDossiers => ({
  q: q ?? undefined,
  chambre: chambre ?? undefined,
  stade: stade ?? undefined,
  rapporteur: rapporteur ?? undefined,
  urgent: urgent || undefined,
  clos: clos || undefined,
  tri: (["recent", "number", "oldest"] as const).find((connu) => connu === tri),
});

/** Searches that one keeps: gone back to, followed, forgotten; and a name for the one on the screen. */
export function Recherches({ filtres }: { filtres: FiltresDossiers }) {
  const client = useQueryClient();
  const { data } = useQuery(recherches);
  const { data: suivies } = useQuery(suivis);
  const [nom, setNom] = useState("");
  const relire = (mot: string) => {
    annoncer(mot);
    void client.invalidateQueries({ queryKey: ["recherches"] });
    void client.invalidateQueries({ queryKey: ["suivis"] });
  };
  const garder = useCommande(
    (name: string, cle) => garderRecherche({ name, filters: { ...filtres, urgent: Boolean(filtres.urgent), clos: Boolean(filtres.clos) } }, cle),
    () => {
      setNom("");
      relire("La recherche est gardée.");
    },
  );
  const oublier = useCommande(
    (id: string, cle) => oublierRecherche(id, cle),
    () => relire("La recherche est oubliée."),
  );
  const suivi = (id: string) => suivies?.items.find(({ kind, target }) => kind === "recherche" && target === id);
  const basculer = useCommande(
    ({ search_id, name }: Recherche, cle) => {
      const deja = suivi(search_id);
      return deja
        ? finirSuivi(deja.follow_id, cle)
        : suivre({ kind: "recherche", target: search_id, label: `Recherche${INSECABLE}: ${name}` }, cle);
    },
    () => relire("C’est noté."),
  );
  const gardees = (data?.items ?? []).filter(({ filters }) => !filters.portee);
  if (gardees.length === 0 && !estFiltree(filtres)) return null;
  return (
    <details className="greffe-sans-impression fr-mb-2w">
      <summary>Recherches gardées ({gardees.length})</summary>
      <ul className="greffe-echeances fr-mt-1w">
        {gardees.map((recherche) => (
          <li key={recherche.search_id} data-recherche={recherche.search_id}>
            <div className="greffe-actions">
              <Link to="/dossiers" search={enAdresse(recherche.filters)}>
                {recherche.name}
              </Link>
              <Button size="small" priority="tertiary" onClick={() => void basculer.envoyer(recherche)} nativeButtonProps={occupe(basculer.enCours)}>
                {suivi(recherche.search_id) ? "Ne plus suivre" : "Suivre"}
                <span className="fr-sr-only">
                  {INSECABLE}: {recherche.name}
                </span>
              </Button>
              <Button
                size="small"
                priority="tertiary no outline"
                onClick={() => void oublier.envoyer(recherche.search_id)}
                nativeButtonProps={occupe(oublier.enCours)}
              >
                Oublier
                <span className="fr-sr-only">
                  {INSECABLE}: {recherche.name}
                </span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <AlerteErreur erreur={garder.erreur ?? oublier.erreur ?? basculer.erreur} />
      {estFiltree(filtres) && (
        <form
          className="greffe-filtres greffe-filtres--courts"
          onSubmit={(e) => {
            e.preventDefault();
            void garder.envoyer(nom);
          }}
        >
          <Input
            label="Garder cette recherche sous le nom"
            hintText="Une recherche suivie signale les dossiers ouverts depuis, qui y répondent."
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

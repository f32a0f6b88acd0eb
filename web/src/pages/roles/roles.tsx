import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type RolesPublies, rolesPublies } from "../../api/roles";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { aujourdhui, dateLongue, majuscule, pluriel } from "../../composants/formats";
import { TitrePage } from "../../composants/titre-page";
import { bornesDuMois, horaire, moisVoisin, nomDuMois } from "../audiences/mots";

/** Rôles that were published, month by month, for anybody; the chamber and the month stand in the address. */
export function RolesPage() {
  const adresse = useSearch({ from: "/roles" });
  const naviguer = useNavigate({ from: "/roles" });
  const mois = adresse.mois ?? aujourdhui().slice(0, 7);
  const { du, au } = bornesDuMois(mois);
  const { data, error, isPlaceholderData, refetch } = useQuery(rolesPublies(adresse.chambre, du, au));
  const lus = isPlaceholderData ? undefined : data;
  const aller = (search: { chambre?: string; mois?: string }) => void naviguer({ search: { ...adresse, ...search }, replace: true });
  return (
    <>
      <TitrePage titre="Rôles des audiences" />
      <p>
        Les audiences dont le rôle est publié, avec le numéro de leurs affaires. Ni les parties ni les magistrats n’y sont nommés, et les
        affaires réservées n’y figurent pas.
      </p>
      <div className="greffe-filtres" role="search" aria-label="Chambre et mois">
        <Select
          label="Chambre"
          nativeSelectProps={{ value: adresse.chambre ?? "", onChange: (e) => aller({ chambre: e.target.value || undefined }) }}
        >
          <option value="">Toutes</option>
          {data?.chambres.map(({ code, label }) => (
            <option key={code} value={code}>
              {majuscule(label)}
            </option>
          ))}
        </Select>
        <div className="greffe-actions">
          <Button priority="tertiary" size="small" onClick={() => aller({ mois: moisVoisin(mois, -1) })}>
            Mois précédent
          </Button>
          <Button priority="tertiary" size="small" onClick={() => aller({ mois: moisVoisin(mois, 1) })}>
            Mois suivant
          </Button>
        </div>
      </div>
      <section aria-labelledby="titre-mois">
        <h2 id="titre-mois" className="fr-h5">
          {majuscule(nomDuMois(mois))}
        </h2>
        {/* Always there: a reader of screens tells what changes in it. */}
        <p aria-live="polite">{lus && combien(lus.items.length)}</p>
        {error && !data ? (
          <ErreurSection quoi="Les rôles" cause={error} reessayer={() => void refetch()} />
        ) : lus ? (
          <Liste roles={lus} />
        ) : (
          <Attente quoi="les rôles" />
        )}
      </section>
      {data && (
        <p className="greffe-sans-impression fr-mt-3w">
          <a className="fr-link" href={data.calendar}>
            {adresse.chambre ? "Agenda des rôles de cette chambre" : "Agenda de tous les rôles"}
          </a>{" "}
          <span className="greffe-mention">Format iCalendar&nbsp;: donnez l’adresse de ce lien à votre logiciel, il suivra les changements.</span>
        </p>
      )}
    </>
  );
}

const combien = (roles: number) => (roles === 0 ? "Aucun rôle n’est publié pour ce mois." : `${pluriel(roles, "rôle publié", "rôles publiés")}.`);

function Liste({ roles: { items } }: { roles: RolesPublies }) {
  if (items.length === 0) return null;
  return (
    <ul className="greffe-echeances">
      {items.map((role) => (
        <li key={role.audience_id} data-role={role.audience_id}>
          <div className="greffe-echeances__ligne">
            <Link to="/roles/$audience" params={{ audience: role.audience_id }}>
              {majuscule(dateLongue(role.sitting.day))} {horaire(role)}
            </Link>
            {role.cancelled && (
              <Badge as="span" small severity="warning">
                Annulée
              </Badge>
            )}
          </div>
          <p className="greffe-mention">
            {majuscule(role.chambre_label)}, {role.formation_label}
            {role.sitting.room && `, ${role.sitting.room}`}
            {!role.cancelled && `, ${pluriel(role.count, "affaire")}`}
          </p>
        </li>
      ))}
    </ul>
  );
}

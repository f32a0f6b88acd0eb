import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { papierDuRole, rolePublie, type RolePublie } from "../../api/roles";
import { Erreur } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { date, dateLongue, heure, majuscule, pluriel } from "../../composants/formats";
import { TitrePage } from "../../composants/titre-page";
import { horaire } from "../audiences/mots";

/** A published rôle, for anybody. */
export function RolePage() {
  const { audience } = useParams({ from: "/roles/$audience" });
  const { data, error, refetch } = useQuery(rolePublie(audience));
  if (error && !data) {
    return (
      <>
        <Erreur cause={error} reessayer={() => void refetch()} />
        <p>
          <Link to="/roles">Tous les rôles publiés</Link>
        </p>
      </>
    );
  }
  if (!data) return <Attente quoi="le rôle" />;
  const { chambre, chambre_label, formation_label, sitting, cancelled, changed_at } = data;
  return (
    <div className="greffe-lecture">
      <TitrePage titre={`Rôle du ${dateLongue(sitting.day)}, ${chambre_label}`} />
      <p className="greffe-sans-impression">
        <Link to="/roles" search={{ chambre, mois: sitting.day.slice(0, 7) }}>
          Rôles de la chambre
        </Link>
      </p>
      {cancelled && <Alert severity="warning" small description="Cette audience ne sera pas tenue." className="fr-mb-2w" />}
      <dl className="greffe-faits">
        <div>
          <dt>Chambre</dt>
          <dd>{majuscule(chambre_label)}</dd>
        </div>
        <div>
          <dt>Formation</dt>
          <dd>{majuscule(formation_label)}</dd>
        </div>
        <div>
          <dt>Horaire</dt>
          <dd>{majuscule(horaire(data))}</dd>
        </div>
        {sitting.room && (
          <div>
            <dt>Salle</dt>
            <dd>{sitting.room}</dd>
          </div>
        )}
      </dl>
      {!cancelled && <Affaires role={data} />}
      <p className="greffe-mention">
        Dernier changement le {date(changed_at)} à {heure(changed_at)}.
      </p>
    </div>
  );
}

function Affaires({ role: { audience_id, cases, pending } }: { role: RolePublie }) {
  const affaires = cases ?? [];
  return (
    <section aria-labelledby="titre-affaires">
      <h2 id="titre-affaires" className="fr-h5">
        {affaires.length === 0 ? "Aucune affaire" : `${pluriel(affaires.length, "affaire")}, dans l’ordre de leur appel`}
      </h2>
      {affaires.length > 0 && (
        <ol>
          {affaires.map((numero) => (
            <li key={numero} data-affaire={numero}>
              Pourvoi {numero}
            </li>
          ))}
        </ol>
      )}
      {pending && <p>Des affaires sont en cours d’inscription&nbsp;: ce rôle peut encore s’allonger.</p>}
      <p className="greffe-sans-impression">
        <a className="fr-link" href={papierDuRole(audience_id)} target="_blank" rel="noreferrer">
          Imprimer le rôle (PDF)<span className="fr-sr-only"> — ouvre une nouvelle fenêtre</span>
        </a>
      </p>
    </section>
  );
}

import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { chambresDAudience, chambresDeCharge, peutTenirLesAudiences } from "../../api/droits";
import { audiences, referentiel, session } from "../../api/requetes";
import type { CalendrierDAudiences, Session } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { chambresCherchables } from "../../composants/chambres";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { enCsv, enregistrerCsv } from "../../composants/csv";
import { aujourdhui, dateLongue, majuscule, pluriel } from "../../composants/formats";
import { TitrePage } from "../../composants/titre-page";
import { Equilibrer } from "./equilibrer";
import { bornesDuMois, enChamp, ETAPES, horaire, moisVoisin, nomDuMois } from "./mots";
import { Prevoir } from "./prevoir";

/** The audiences of a chamber, month by month; the chamber and the month stand in the address. */
export function AudiencesPage() {
  const { data: ouverte } = useQuery(session);
  return (
    <>
      <TitrePage titre="Audiences" />
      <p>
        Une audience est d’abord un projet de la chambre&nbsp;: composition et rôle s’y changent librement. Publié, le rôle est
        inscrit au journal de chacun de ses dossiers.
      </p>
      {ouverte ? <Choix ouverte={ouverte} /> : <Attente quoi="la session" />}
    </>
  );
}

function Choix({ ouverte }: { ouverte: Session }) {
  const adresse = useSearch({ from: "/audiences" });
  const naviguer = useNavigate({ from: "/audiences" });
  const { data: ref } = useQuery(referentiel);
  const siennes = chambresDAudience(ouverte);
  const chambres = (ref ? chambresCherchables(ref) : []).filter(({ code }) => siennes === undefined || siennes.includes(code));
  const chambre = adresse.chambre ?? chambres[0]?.code;
  const mois = adresse.mois ?? aujourdhui().slice(0, 7);
  if (siennes?.length === 0) return <p className="greffe-vide">Le calendrier d’une chambre se lit par ses magistrats, son greffe et le parquet général.</p>;
  if (!chambre) return <Attente quoi="les chambres" />;
  const aller = (search: { chambre?: string; mois?: string }) => void naviguer({ search: { chambre, mois, ...search }, replace: true });
  return (
    <>
      <div className="greffe-filtres" role="search" aria-label="Chambre et mois">
        <Select label="Chambre" nativeSelectProps={{ value: chambre, onChange: (e) => aller({ chambre: e.target.value }) }}>
          {chambres.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
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
      {chambresDeCharge(ouverte)?.includes(chambre) !== false && (
        <p>
          <Link to="/charge" search={{ chambre }}>
            Charge et prévisions de la chambre
          </Link>
        </p>
      )}
      <Mois chambre={chambre} mois={mois} tient={peutTenirLesAudiences(ouverte)} />
    </>
  );
}

function Mois({ chambre, mois, tient }: { chambre: string; mois: string; tient: boolean }) {
  const { du, au } = bornesDuMois(mois);
  const { data, error, refetch } = useQuery(audiences(chambre, du, au));
  if (error && !data) return <ErreurSection quoi="Les audiences" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les audiences" />;
  return (
    <>
      <section aria-labelledby="titre-mois">
        <h2 id="titre-mois" className="fr-h5">
          {majuscule(nomDuMois(mois))}
        </h2>
        <Liste calendrier={data} />
        <Exporter calendrier={data} chambre={chambre} mois={mois} />
      </section>
      {tient && (
        <>
          <Equilibrer key={`${chambre} ${mois}`} chambre={chambre} du={du} au={au} audiences={projets(data)} />
          <Prevoir chambre={chambre} calendrier={data} />
        </>
      )}
    </>
  );
}

/** Audiences that are judged: who prepares a case in a meeting of the chamber is called by people, not proposed. */
const projets = ({ items, formations }: CalendrierDAudiences) =>
  items.filter(({ sitting }) => !formations.find(({ code }) => code === sitting.formation)?.meeting);

/** The month as a table for spreadsheets, and the calendar that follows what is public. */
function Exporter({ calendrier, chambre, mois }: { calendrier: CalendrierDAudiences; chambre: string; mois: string }) {
  if (calendrier.items.length === 0) return null;
  const rangees = calendrier.items.map(({ stage, dossiers, minutes, sitting: { formation, day, from, to, room } }) => [
    day,
    enChamp(from),
    enChamp(to),
    calendrier.formations.find(({ code }) => code === formation)?.label ?? formation,
    room,
    ETAPES[stage].texte,
    String(dossiers),
    String(minutes),
  ]);
  return (
    <div className="greffe-actions fr-mt-2w">
      <Button
        priority="tertiary"
        size="small"
        onClick={() => enregistrerCsv(`audiences-${chambre}-${mois}`, enCsv([["Jour", "Début", "Fin", "Formation", "Salle", "État", "Dossiers", "Minutes"], ...rangees]))}
      >
        Enregistrer le mois en CSV
      </Button>
      <a className="fr-link" href={`/api/v1/roles/greffe.ics?chambre=${chambre}`}>
        Agenda des rôles publiés de la chambre
      </a>
    </div>
  );
}

function Liste({ calendrier: { items, formations } }: { calendrier: CalendrierDAudiences }) {
  if (items.length === 0) return <p className="greffe-vide">Aucune audience n’est prévue ce mois-ci.</p>;
  return (
    <ul className="greffe-echeances">
      {items.map((resume) => (
        <li key={resume.audience_id} data-audience={resume.audience_id}>
          <div className="greffe-echeances__ligne">
            <Link to="/audiences/$audience" params={{ audience: resume.audience_id }}>
              {majuscule(dateLongue(resume.sitting.day))} {horaire(resume)}
            </Link>
            <Badge as="span" small severity={ETAPES[resume.stage].gravite}>
              {ETAPES[resume.stage].texte}
            </Badge>
          </div>
          <p className="greffe-mention">
            {majuscule(formations.find(({ code }) => code === resume.sitting.formation)?.label ?? "formation inconnue")},{" "}
            {resume.sitting.room || "sans salle"}, {pluriel(resume.dossiers, "dossier")}, {resume.minutes}&nbsp;min
          </p>
        </li>
      ))}
    </ul>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type Papier, papiers } from "../../api/delibere";
import { dossier } from "../../api/requetes";
import { Erreur } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { date, INSECABLE } from "../../composants/formats";
import { TitrePage } from "../../composants/titre-page";
import { FilDossier } from "../dossier/fil-dossier";
import { etatDe, NATURES, nomDe } from "./mots";
import { Ouverture } from "./ouverture";
import { VarianteDe } from "./variante";

/** The délibéré of a dossier, for those who judge it: its papers, and how one is opened. */
export function DeliberePage() {
  const { id } = useParams({ from: "/dossiers/$id/delibere" });
  const lu = useQuery(dossier(id));
  const dossierId = lu.data?.dossier_id;
  const delibere = useQuery({ ...papiers(dossierId ?? id), enabled: dossierId !== undefined });
  const cause = lu.error ?? delibere.error;
  if (cause) return <Erreur cause={cause} reessayer={() => void Promise.all([lu.refetch(), delibere.refetch()])} />;
  if (!lu.data || !delibere.data) return <Attente quoi="le délibéré" />;
  return (
    <>
      <FilDossier dossier={lu.data} page="Délibéré" />
      <TitrePage titre={`Délibéré — ${lu.data.number}`} />
      <p>Ces papiers sont couverts par le secret du délibéré. Chaque lecture est inscrite, et porte le nom de qui lit.</p>
      {delibere.data.papers.length === 0 ? (
        <p className="greffe-vide">Aucun papier ne vous est ouvert dans ce dossier.</p>
      ) : (
        <ul>
          {delibere.data.papers.map((papier) => (
            <Ligne key={papier.paper_id} papier={papier} lus={delibere.data.papers} />
          ))}
        </ul>
      )}
      {delibere.data.may_open && (
        <section className="greffe-section" aria-labelledby="ouvrir-papier">
          <h2 id="ouvrir-papier">Ouvrir un papier</h2>
          <Ouverture dossier={lu.data} />
        </section>
      )}
    </>
  );
}

function Ligne({ papier, lus }: { papier: Papier; lus: Papier[] }) {
  return (
    <li className="fr-mb-2w">
      <Link to="/dossiers/$id/delibere/$papier" params={{ id: papier.dossier_id, papier: papier.paper_id }}>
        {papier.title}
      </Link>
      <br />
      <span className="greffe-mention">
        {NATURES[papier.kind] ?? papier.kind}, version {papier.version} de {nomDe(papier.saved_by)}, {date(papier.saved_at)}
        {INSECABLE}: {etatDe(papier).toLocaleLowerCase("fr")}
        {papier.alternative_of && (
          <>
            . <VarianteDe papier={papier} lus={lus} />
          </>
        )}
      </span>
    </li>
  );
}

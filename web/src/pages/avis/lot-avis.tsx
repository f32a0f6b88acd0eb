import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { remettreLotAvis, useCommande } from "../../api/commandes";
import { lotAvis } from "../../api/requetes";
import type { LotAvis } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { dateLongue, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { MentionImpression } from "../../composants/impression";
import { TitrePage } from "../../composants/titre-page";
import { motDuCanal, PLACES } from "./mots";

/** While notices are on their way, the page looks again by itself. */
const REGARD_MS = 3_000;

/** A batch: looked at before it goes, its progress, its bordereau to print. */
export function LotAvisPage() {
  const { lot: id } = useParams({ from: "/avis/lots/$lot" });
  const { data, error, refetch } = useQuery({
    ...lotAvis(id),
    refetchInterval: ({ state }) => (state.data?.lines.some(({ notice }) => notice.place === "en_chemin") ? REGARD_MS : false),
  });
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="le lot" />;
  return (
    <>
      <TitrePage titre={data.title} />
      <MentionImpression reserve="Bordereau d’envoi des avis du greffe.">{data.title}</MentionImpression>
      <p>
        Lot ouvert {dateLongue(data.opened_at)} par {data.opened_by}. Quitter cette page n’arrête rien.
      </p>
      <Progres lot={data} />
      <Remise id={id} lot={data} />
      <Bordereau lot={data} />
      <p className="fr-mt-3w greffe-sans-impression">
        <Link to="/avis">Tous les avis dus</Link>
      </p>
    </>
  );
}

function Progres({ lot: { gone, sent, total } }: { lot: LotAvis }) {
  return (
    <div className="fr-mb-2w">
      <label htmlFor="progres-lot">
        {sent} envoyés sur {total}, {gone} remis à leur canal
      </label>{" "}
      <progress id="progres-lot" max={total} value={sent} />
    </div>
  );
}

function Remise({ id, lot }: { id: string; lot: LotAvis }) {
  const client = useQueryClient();
  const prets = lot.lines.filter(({ notice, obstacle }) => notice.place === "a_remettre" && !obstacle).length;
  const retenus = lot.lines.filter(({ notice, obstacle }) => obstacle && (notice.place === "a_remettre" || notice.place === "a_preparer")).length;
  const remettre = useCommande(
    (_: undefined, cle) => remettreLotAvis(id, cle),
    (devenu) => {
      client.setQueryData(lotAvis(id).queryKey, devenu);
      void client.invalidateQueries({ queryKey: ["avis"] });
      annoncer(`${devenu.gone} avis remis à leur canal sur ${devenu.total}.`);
    },
  );
  return (
    <div className="greffe-sans-impression fr-mb-2w">
      {retenus > 0 && (
        <Alert
          small
          severity="warning"
          className="fr-mb-2w"
          description={`${pluriel(retenus, "avis ne peut pas partir", "avis ne peuvent pas partir")} : la raison est dans le tableau. Les autres partent sans attendre.`}
        />
      )}
      <AlerteErreur erreur={remettre.erreur} />
      <div className="greffe-actions">
        <Button disabled={prets + retenus === 0} onClick={() => void remettre.envoyer(undefined)} nativeButtonProps={occupe(remettre.enCours)}>
          {remettre.enCours ? "Remise…" : `Remettre ${pluriel(prets, "avis prêt", "avis prêts")}`}
        </Button>
        <Button priority="secondary" iconId="fr-icon-printer-line" onClick={() => window.print()}>
          Imprimer le bordereau
        </Button>
      </div>
    </div>
  );
}

function Bordereau({ lot }: { lot: LotAvis }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="greffe-table" role="region" aria-label="Bordereau" tabIndex={0}>
      <table>
        <caption>Bordereau : {pluriel(lot.lines.length, "avis", "avis")}</caption>
        <thead>
          <tr>
            <th scope="col">Dossier</th>
            <th scope="col">Avis</th>
            <th scope="col">Destinataire</th>
            <th scope="col">Canal</th>
            <th scope="col">État</th>
            <th scope="col">Référence</th>
          </tr>
        </thead>
        <tbody>
          {lot.lines.map(({ notice, recipient_name, address, key, obstacle }) => (
            <tr key={notice.notice_id} data-ligne={notice.notice_id} data-place={notice.place}>
              <th scope="row">
                <Link to="/avis/$avis" params={{ avis: notice.notice_id }}>
                  {notice.dossier_number}
                  <span className="fr-sr-only">, {notice.label}</span>
                </Link>
              </th>
              <td>{notice.label}</td>
              <td>
                {recipient_name}
                {address && <div className="greffe-mention">{address}</div>}
              </td>
              <td>{notice.channel && motDuCanal(notice.channel)}</td>
              <td>
                {PLACES[notice.place]}
                {obstacle && <div className="fr-error-text fr-mt-0">{obstacle}</div>}
              </td>
              <td>{key && <code className="greffe-empreinte">{key}</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

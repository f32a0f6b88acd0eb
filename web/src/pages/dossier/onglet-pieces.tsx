import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { adresseArchivage, adressePiece } from "../../api/client";
import { peut } from "../../api/droits";
import { pieces } from "../../api/requetes";
import type { Dossier, Piece } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { dateLongue, pluriel, taille } from "../../composants/formats";
import { donnerFoyer } from "../../composants/foyer";
import { useImpression } from "../../composants/impression";
import { Suite } from "../../composants/suite";
import { ControlePiece, ControlerDeNouveau, estServie, redemander, seControleDeNouveau } from "./controle-piece";
import { Inventaire } from "./inventaire";
import { LeDossierLuiMeme } from "./le-dossier-lui-meme";
import { MinuteDeLaDecision } from "./minute";
import { Recueil } from "./recueil";

const idMinute = ({ piece_id }: Piece) => `minute-${piece_id}`;
const idLire = ({ piece_id }: Piece) => `lire-${piece_id}`;
/** The gateway gives all the pieces at once; the page draws so many at a time. */
const PAR_PAGE = 50;
const chargerVisionneuse = () => import("./visionneuse");
const Visionneuse = lazy(chargerVisionneuse);

const TYPES: Record<string, string> = { "application/pdf": "PDF", "text/plain": "Texte", "image/png": "Image PNG", "image/jpeg": "Image JPEG" };

export function OngletPieces({ dossier }: { dossier: Dossier }) {
  const { data, error, refetch } = useQuery({
    ...pieces(dossier.dossier_id),
    refetchInterval: ({ state }) => redemander(state.data?.items ?? []),
  });
  // The piece that is read stands in the address, with the page it is opened at: a search, an act, a paper lead to it.
  const { piece: demandee, page } = useSearch({ from: "/dossiers/$id" });
  const naviguer = useNavigate({ from: "/dossiers/$id" });
  const lire = (piece: string | undefined) =>
    void naviguer({ search: (avant) => ({ ...avant, piece, page: undefined }), replace: true, resetScroll: false });
  const imprime = useImpression();
  const ouverte = imprime ? undefined : data?.items.find((une) => une.piece_id === demandee && estServie(une));
  const [minute, setMinute] = useState<Piece>();
  const [limite, setLimite] = useState(PAR_PAGE);
  const [choisies, setChoisies] = useState<string[]>([]);
  const basculer = (id: string) => setChoisies((avant) => (avant.includes(id) ? avant.filter((autre) => autre !== id) : [...avant, id]));
  const liste = useRef<HTMLTableSectionElement>(null);
  // The focus goes back to where the piece was opened from.
  const fermer = () => {
    if (ouverte) donnerFoyer(document.getElementById(idLire(ouverte)) ?? liste.current);
    lire(undefined);
  };
  const seLit = data?.items.some((piece) => estServie(piece) && piece.media_type === "application/pdf");
  useEffect(() => {
    // The reader of PDFs is long to come: it is there before a piece is opened.
    if (seLit) void chargerVisionneuse();
  }, [seLit]);
  if (error && !data) return <ErreurSection quoi="Les pièces" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les pièces" />;
  if (data.items.length === 0) {
    return (
      <>
        <LeDossierLuiMeme dossier={dossier} />
        <Inventaire dossier={dossier} />
        <FairePapier dossier={dossier} />
        <p className="greffe-vide">Aucune pièce n’a été déposée dans ce dossier.</p>
      </>
    );
  }
  return (
    <>
      <LeDossierLuiMeme dossier={dossier} />
      <Inventaire dossier={dossier} />
      <FairePapier dossier={dossier} />
      <div className="greffe-table">
        <table>
          <caption>{pluriel(data.items.length, "pièce")}</caption>
          <thead>
            <tr>
              <th scope="col" className="greffe-ecran">
                Recueil
              </th>
              <th scope="col">Pièce</th>
              <th scope="col">Type</th>
              <th scope="col" className="greffe-nombre">
                Taille
              </th>
              <th scope="col">Reçue</th>
              <th scope="col">Contrôle</th>
              <th scope="col" className="greffe-ecran">
                Actions
              </th>
            </tr>
          </thead>
          <tbody ref={liste}>
            {data.items.slice(0, limite).map((piece) => (
              <tr key={piece.piece_id} data-ligne>
                <td className="greffe-ecran">
                  <input
                    type="checkbox"
                    aria-label={`Mettre ${piece.file_name} au recueil`}
                    checked={choisies.includes(piece.piece_id)}
                    disabled={!estServie(piece)}
                    onChange={() => basculer(piece.piece_id)}
                  />
                </td>
                <th scope="row">{piece.file_name}</th>
                <td>{TYPES[piece.media_type] ?? piece.media_type}</td>
                <td className="greffe-nombre">{taille(piece.size)}</td>
                <td>{dateLongue(piece.received_at)}</td>
                <td>
                  <ControlePiece piece={piece} />
                </td>
                <td className="greffe-ecran">
                  {estServie(piece) && (
                    <div className="greffe-actions">
                      <Button
                        size="small"
                        priority="tertiary"
                        onClick={() => lire(piece.piece_id)}
                        nativeButtonProps={{ id: idLire(piece), "aria-pressed": ouverte?.piece_id === piece.piece_id }}
                      >
                        Lire<span className="fr-sr-only"> {piece.file_name}</span>
                      </Button>
                      <a className="fr-link fr-link--sm" href={adressePiece(piece.piece_id, false)} download={piece.file_name}>
                        Télécharger<span className="fr-sr-only"> {piece.file_name}</span>
                      </a>
                      {piece.minute && (
                        <Button
                          size="small"
                          priority={piece.minute === "signee" ? "tertiary" : "secondary"}
                          onClick={() => setMinute(piece)}
                          nativeButtonProps={{ id: idMinute(piece), "aria-pressed": minute?.piece_id === piece.piece_id }}
                        >
                          {piece.minute === "signee" ? "Minute signée" : "Minute à signer"}
                          <span className="fr-sr-only"> {piece.file_name}</span>
                        </Button>
                      )}
                      {piece.archival?.state === "faite" && (
                        <a className="fr-link fr-link--sm" href={adresseArchivage(piece.piece_id)} download>
                          Copie PDF/A<span className="fr-sr-only"> de {piece.file_name}</span>
                        </a>
                      )}
                    </div>
                  )}
                  {seControleDeNouveau(piece) && peut(dossier, "enregistrer_acte_de_la_cour") && (
                    <ControlerDeNouveau piece={piece} dossierId={dossier.dossier_id} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Suite
        liste={liste}
        montres={Math.min(limite, data.items.length)}
        total={data.items.length}
        nom={["pièce", "pièces"]}
        encore={data.items.length > limite}
        afficher={() => setLimite(limite + PAR_PAGE)}
      />
      {minute && (
        <MinuteDeLaDecision
          key={minute.piece_id}
          piece={minute}
          dossierId={dossier.dossier_id}
          fermer={() => {
            donnerFoyer(document.getElementById(idMinute(minute)));
            setMinute(undefined);
          }}
        />
      )}
      <Recueil dossier={dossier} pieces={data.items} choisies={choisies} choisir={setChoisies} />
      {demandee && !ouverte && !imprime && (
        <p role="status" className="fr-message fr-message--warning">
          La pièce demandée ne s’ouvre pas : elle n’est pas dans ce dossier, ou son contrôle ne la donne pas encore à lire.
        </p>
      )}
      {/* There before a piece is: React holds back for 300 ms what it shows in the place of a wait that it has just shown. */}
      <Suspense fallback={<Attente quoi={ouverte?.file_name ?? "la pièce"} />}>
        {ouverte && <Visionneuse key={ouverte.piece_id} piece={ouverte} page={page} fermer={fermer} />}
      </Suspense>
    </>
  );
}

/** To the papers that are made from the dossier: by those who keep it. */
function FairePapier({ dossier }: { dossier: Dossier }) {
  if (!peut(dossier, "enregistrer_acte_de_la_cour")) return null;
  return (
    <p className="greffe-sans-impression">
      <Link to="/dossiers/$id/papiers" params={{ id: dossier.dossier_id }} className="fr-link">
        Faire un papier à partir du dossier
      </Link>
    </p>
  );
}

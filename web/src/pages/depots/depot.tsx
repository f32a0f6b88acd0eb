import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { rattacherDepot, refuserDepot, reparerDepot, useCommande } from "../../api/commandes";
import { depot as lireDepot } from "../../api/requetes";
import type { Depot, DepotDetaille } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { ChoixDeclaration } from "../../composants/choix-declaration";
import { date, INSECABLE } from "../../composants/formats";
import { donnerFoyer, occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { moment } from "../pannes/pannes";
import { avecDossier, estPenale, ETATS, lireMessage, misEnForme, nomDuDepot, TYPES } from "./mots";

const REFUSER = "depot-refuser";

/** One deposit: the bytes as they came beside why they wait, and what a greffier does about it. */
export function DepotPage() {
  const { depot: id } = useParams({ from: "/depots/$depot" });
  const { data, error, refetch } = useQuery(lireDepot(id));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="le dépôt" />;
  return (
    <>
      <TitrePage titre={`Dépôt ${nomDuDepot(data.deposit)}`} />
      <Recepisse depot={data.deposit} />
      {data.settles && <Examen key={data.deposit.settled_at} detail={data} />}
      <p className="fr-mt-3w">
        <Link to="/depots">Tous les dépôts</Link>
      </p>
    </>
  );
}

function Recepisse({ depot }: { depot: Depot }) {
  const lignes: [string, ReactNode][] = [
    ["État", ETATS[depot.status]],
    ["Type", depot.kind ? TYPES[depot.kind] : "Illisible"],
    ["Expéditeur", depot.sender],
    ["Reçu", moment(depot.received_at)],
    ["Empreinte (SHA-256)", <code className="greffe-empreinte">{depot.sha256}</code>],
  ];
  if (depot.dossier_id && depot.dossier_number) {
    const lien = (
      <Link to="/dossiers/$id" params={{ id: depot.dossier_id }}>
        {depot.dossier_number}
      </Link>
    );
    lignes.push(["Dossier", lien]);
  }
  for (const { deadline_id, effect, label, due } of depot.deadlines ?? []) {
    lignes.push([effect === "satisfait" ? "Satisfait" : "Ouvre", <span key={deadline_id}>{due ? `${label} (${date(due)})` : label}</span>]);
  }
  return (
    <>
      {depot.reason && (
        <Alert
          severity="warning"
          as="h2"
          className="fr-mb-3w"
          title={`Pourquoi il attend (${depot.reason.code})`}
          description={
            <>
              <p className="fr-mb-1v">{depot.reason.message}</p>
              {depot.reason.field && (
                <p className="fr-mb-0">
                  Champ{INSECABLE}: <code>{depot.reason.field}</code>
                </p>
              )}
            </>
          }
        />
      )}
      {depot.motive && <Alert severity="error" as="h2" className="fr-mb-3w" title="Refusé" description={depot.motive} />}
      <dl className="greffe-bloc">
        {lignes.map(([nom, valeur], rang) => (
          <div key={`${nom}-${rang}`}>
            <dt className="fr-text--bold">{nom}</dt>
            <dd className="fr-mb-1w fr-ml-0">{valeur}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What waits is settled; what is settled is shown as it came. */
function Examen({ detail }: { detail: DepotDetaille }) {
  const client = useQueryClient();
  const { deposit, message, repaired, candidates } = detail;
  const recu = message ?? "";
  const [texte, setTexte] = useState(misEnForme(repaired ?? recu));
  const [numero, setNumero] = useState("");
  const [faute, setFaute] = useState<string>();
  const [lettre, setLettre] = useState(false);
  const [autre, setAutre] = useState(false);
  const [qualite, setQualite] = useState("");
  const [rendue, setRendue] = useState("");
  const traite = (devenu: Depot) => {
    void client.invalidateQueries({ queryKey: ["depots"] });
    annoncer(devenu.status === "en_attente" ? "Le dépôt attend toujours : lisez le nouveau motif." : `Dépôt : ${ETATS[devenu.status]}.`);
  };
  const id = deposit.deposit_id;
  const reparer = useCommande((corps: Parameters<typeof reparerDepot>[1], cle) => reparerDepot(id, corps, cle), traite);
  const rattacher = useCommande((corps: Parameters<typeof rattacherDepot>[1], cle) => rattacherDepot(id, corps, cle), traite);
  const penale = estPenale(recu);
  const enCours = reparer.enCours || rattacher.enCours;
  const passer = () => {
    const lu = lireMessage(texte);
    setFaute("faute" in lu ? lu.faute : undefined);
    if ("message" in lu) {
      void reparer.envoyer({ message: lu.message, warnings_confirmed: lettre, duplicate_excluded: autre });
    }
  };
  const attend = deposit.status === "en_attente";
  return (
    <>
      <div className="greffe-colonnes">
        <section aria-labelledby="titre-recu">
          <h2 id="titre-recu" className="fr-h5">
            Message reçu
          </h2>
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className="greffe-message" tabIndex={0} aria-labelledby="titre-recu">
            {misEnForme(recu)}
          </pre>
        </section>
        {attend && (
          <section aria-labelledby="titre-reparer">
            <h2 id="titre-reparer" className="fr-h5">
              Réparer
            </h2>
            <Input
              label="Message à passer"
              hintText="Au format greffe-depot/1. Le message reçu reste tel quel."
              textArea
              state={faute ? "error" : "default"}
              stateRelatedMessage={faute}
              classes={{ nativeInputOrTextArea: "greffe-message" }}
              nativeTextAreaProps={{ rows: 18, value: texte, spellCheck: false, onChange: (e) => setTexte(e.target.value) }}
            />
            {deposit.kind && deposit.kind !== "declaration" && (
              <div className="greffe-actions fr-mb-2w">
                <Input label="Numéro du dossier" nativeInputProps={{ value: numero, onChange: (e) => setNumero(e.target.value) }} />
                <Button priority="secondary" size="small" disabled={!numero.trim()} onClick={() => setTexte(avecDossier(texte, numero.trim()))}>
                  Porter ce numéro dans le message
                </Button>
              </div>
            )}
            {deposit.reason?.code === "NUM-001" && (
              <Case id="lettre" coche={lettre} changer={setLettre} label="J’ai vérifié le numéro malgré la lettre" />
            )}
            {deposit.reason?.code === "DEP-003" && (
              <Case id="autre" coche={autre} changer={setAutre} label="J’ai comparé : c’est un autre pourvoi" />
            )}
            <AlerteErreur erreur={reparer.erreur} />
            <Button onClick={passer} nativeButtonProps={occupe(enCours)}>
              {reparer.enCours ? "Passage…" : "Passer le message réparé"}
            </Button>
          </section>
        )}
      </div>
      {attend && candidates.length > 0 && (
        <section className="fr-mt-4w" aria-labelledby="titre-rattacher">
          <h2 id="titre-rattacher" className="fr-h5">
            Rattacher à un dossier existant
          </h2>
          <AlerteErreur erreur={rattacher.erreur} />
          {penale && (
            <div className="greffe-formulaire">
              <ChoixDeclaration
                champ="qualite"
                libelle="Qualité du demandeur"
                aide="Pour le pourvoi d’un autre demandeur, qui prend le numéro du dossier ; inutile si la déclaration est répétée."
                valeur={qualite}
                changer={setQualite}
              />
              <ChoixDeclaration champ="decision_rendue" libelle="Comment la décision a été rendue à son égard" valeur={rendue} changer={setRendue} />
            </div>
          )}
          <ul>
            {candidates.map(({ dossier_id, number, title }) => (
              <li key={dossier_id}>
                <Link to="/dossiers/$id" params={{ id: dossier_id }}>
                  {number}
                </Link>{" "}
                {title}{" "}
                <Button size="small" priority="secondary" onClick={() => void rattacher.envoyer({ dossier: dossier_id, ...(penale ? { qualite, decision_rendue: rendue } : {}) })} nativeButtonProps={occupe(enCours)}>
                  Rattacher au {number}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {attend && <Refus id={id} traite={traite} />}
    </>
  );
}

function Case({ id, coche, changer, label }: { id: string; coche: boolean; changer: (coche: boolean) => void; label: string }) {
  return (
    <div className="fr-checkbox-group fr-mb-2w">
      <input id={id} type="checkbox" checked={coche} onChange={(e) => changer(e.target.checked)} />
      <label className="fr-label" htmlFor={id}>
        {label}
      </label>
    </div>
  );
}

/** A refusal reaches the sender: it is confirmed, its motive before the eyes. */
function Refus({ id, traite }: { id: string; traite: (devenu: Depot) => void }) {
  const [motif, setMotif] = useState("");
  const [aConfirmer, setAConfirmer] = useState(false);
  const refuser = useCommande((texte: string, cle) => refuserDepot(id, texte, cle), traite);
  const revenu = useRef(false);
  const revenir = () => {
    revenu.current = true;
    setAConfirmer(false);
  };
  // Once the button is there again.
  useEffect(() => {
    if (!aConfirmer && revenu.current) donnerFoyer(document.getElementById(REFUSER));
  }, [aConfirmer]);
  return (
    <section className="fr-mt-4w" aria-labelledby="titre-refuser">
      <h2 id="titre-refuser" className="fr-h5">
        Refuser
      </h2>
      <AlerteErreur erreur={refuser.erreur} />
      <Input
        label="Motif du refus"
        hintText="L’expéditeur le lira."
        textArea
        nativeTextAreaProps={{ rows: 3, value: motif, onChange: (e) => setMotif(e.target.value) }}
      />
      {aConfirmer ? (
        <Confirmation motif={motif.trim()} enCours={refuser.enCours} confirmer={() => void refuser.envoyer(motif.trim()).then(revenir)} revenir={revenir} />
      ) : (
        <Button id={REFUSER} priority="secondary" disabled={!motif.trim()} onClick={() => setAConfirmer(true)}>
          Refuser ce dépôt
        </Button>
      )}
    </section>
  );
}

function Confirmation({ motif, enCours, confirmer, revenir }: { motif: string; enCours: boolean; confirmer: () => void; revenir: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  // Before anyone can see it: a key pressed at once is meant for it.
  useLayoutEffect(() => ref.current?.focus(), []);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={ref}
      tabIndex={-1}
      role="alertdialog"
      aria-labelledby="titre-confirmer"
      className="greffe-bloc"
      onKeyDown={(touche) => touche.key === "Escape" && revenir()}
    >
      <h3 id="titre-confirmer" className="fr-h6">
        Refuser définitivement ce dépôt&nbsp;?
      </h3>
      <p>Rien n’entrera au journal, et l’expéditeur lira&nbsp;: «&nbsp;{motif}&nbsp;»</p>
      <div className="greffe-actions">
        <Button onClick={confirmer} nativeButtonProps={occupe(enCours)}>
          Confirmer le refus
        </Button>
        <Button priority="secondary" onClick={revenir}>
          Revenir
        </Button>
      </div>
    </div>
  );
}

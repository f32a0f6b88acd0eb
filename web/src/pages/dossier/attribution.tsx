import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { CIRCUITS } from "../../actes/formulaires";
import { proposerDesignation, useCommande } from "../../api/commandes";
import { peut, peutAttribuer } from "../../api/droits";
import { agents, dossier, propositions, referentiel, session } from "../../api/requetes";
import type { Dossier, Proposition, SaisieDesignation } from "../../api/types";
import { Erreur, ErreurSection } from "../../app/erreurs";
import { nomDeChambre } from "../../composants/chambres";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { dateLongue } from "../../composants/formats";
import { donnerFoyer, occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { Empechements } from "./empechements";
import { FilDossier } from "./fil-dossier";
import { Orientation } from "./orientation";

/** Who judges: chamber, rapporteur, avocat général. Each is proposed, then journalled or declined. */
export function AttributionPage() {
  const { id } = useParams({ from: "/dossiers/$id/attribution" });
  const { data, error, refetch } = useQuery(dossier(id));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="le dossier" />;
  const designe = (role: string) => data.designations.filter((designation) => designation.role === role).at(-1)?.name;
  return (
    <>
      <FilDossier dossier={data} page="Attribuer" />
      <TitrePage titre={`Attribuer — ${data.number}`}>
        Attribuer <span className="greffe-mention">le dossier {data.number}</span>
      </TitrePage>
      <div className="greffe-formulaire">
        {!peutAttribuer(data) && (
          <p className="greffe-vide">Vos fonctions ne vous permettent pas de proposer une désignation dans ce dossier.</p>
        )}
        {peut(data, "proposer_chambre") && (
          <Designation
            dossier={data}
            kind="chambre_attribuee"
            titre="Chambre"
            actuelle={data.chambre_label && (data.circuit ? `${data.chambre_label}, circuit ${enCircuit(data.circuit)}` : data.chambre_label)}
          />
        )}
        {peut(data, "proposer_rapporteur") && (
          <Designation
            dossier={data}
            kind="rapporteur_designe"
            titre="Rapporteur"
            actuelle={designe("rapporteur")}
            fonction="magistrat_siege"
          />
        )}
        {peut(data, "proposer_rapporteur") && data.designations.filter(({ role }) => role === "rapporteur").length === 1 && (
          <SecondRapporteur dossier={data} />
        )}
        {peut(data, "proposer_avocat_general") && (
          <Designation
            dossier={data}
            kind="avocat_general_designe"
            titre="Avocat général"
            actuelle={designe("avocat_general")}
            fonction="avocat_general"
          />
        )}
        <PourAvis dossier={data} />
        <Empechements dossier={data} />
        <Propositions dossier={data} />
      </div>
    </>
  );
}

/** Designations for the opinion of another chamber (CPC 1015-1), while it is awaited: its president's, and the prosecution's. */
function PourAvis({ dossier: lu }: { dossier: Dossier }) {
  const { data: ouverte } = useQuery(session);
  const attendues = lu.consultations.filter(({ opinion_act_id }) => !opinion_act_id);
  const consultees = [...new Map(attendues.map(({ chambre, chambre_label }) => [chambre, chambre_label])).entries()];
  const preside = (code: string) => peut(lu, "proposer_pour_avis") && ouverte?.agent.chambres.includes(code);
  return consultees.map(([code, chambre]) => (
    <div key={code}>
      {preside(code) && (
        <Designation
          dossier={lu}
          kind="rapporteur_designe"
          titre={`Rapporteur pour avis (${chambre})`}
          actuelle={undefined}
          fonction="magistrat_siege"
          pourAvis={code}
        />
      )}
      {peut(lu, "proposer_avocat_general") && (
        <Designation
          dossier={lu}
          kind="avocat_general_designe"
          titre={`Avocat général pour avis (${chambre})`}
          actuelle={undefined}
          fonction="avocat_general"
          pourAvis={code}
        />
      )}
    </div>
  ));
}

const MOTIF_VOULU = "AFF-019";
/** The chamber that has no circuits: other acts record what is decided there. */
const CRIMINELLE = "crim";

const enCircuit = (code: string) => (CIRCUITS[code as keyof typeof CIRCUITS] ?? code).toLocaleLowerCase("fr");

interface Props {
  dossier: Dossier;
  kind: Proposition["kind"];
  titre: string;
  actuelle: string | null | undefined;
  /** Role among which the person is chosen; none for a chamber. */
  fonction?: string;
  /** 2 for a second rapporteur. */
  rang?: 2;
  /** The chamber consulted for whose opinion it is. */
  pourAvis?: string;
}

/** Two report only before the formations that the law names: the form comes when it is asked for. */
function SecondRapporteur({ dossier }: { dossier: Dossier }) {
  const [voulu, setVoulu] = useState(false);
  if (!voulu) {
    return (
      <Button className="fr-mb-2w" priority="tertiary" size="small" onClick={() => setVoulu(true)}>
        Désigner un second rapporteur…
      </Button>
    );
  }
  return (
    <>
      <p className="greffe-mention fr-mb-1w">
        Deux rapporteurs ne se désignent que devant une chambre mixte ou l’assemblée plénière (COJ R431-14), une fois la formation saisie.
      </p>
      <Designation dossier={dossier} kind="rapporteur_designe" titre="Second rapporteur" actuelle={undefined} fonction="magistrat_siege" rang={2} />
    </>
  );
}

function Designation({ dossier: lu, kind, titre, actuelle, fonction, rang, pourAvis }: Props) {
  const client = useQueryClient();
  const { data: ref } = useQuery(referentiel);
  // The bench of a chamber; the prosecution serves the whole court, and a second rapporteur is of any chamber that sits.
  const chambre = fonction === "magistrat_siege" && !rang ? (pourAvis ?? lu.chambre) : undefined;
  const nom = `titre-${kind}${rang ?? ""}${pourAvis ?? ""}`;
  const { data: personnes, error: sansPersonnes, refetch } = useQuery({ ...agents(fonction ?? "", chambre), enabled: Boolean(fonction) });
  const [choix, setChoix] = useState("");
  const [circuit, setCircuit] = useState("");
  const enCircuits = kind === "chambre_attribuee" && choix !== "" && choix !== CRIMINELLE;
  const [manque, setManque] = useState(false);
  // Asked once a limit that a president may pass is met; the refusal names each.
  const [motif, setMotif] = useState("");
  const [motive, setMotive] = useState(false);
  const champMotif = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (motive) donnerFoyer(champMotif.current);
  }, [motive]);
  const options = fonction
    ? (personnes?.items ?? []).map(({ agent_id, display_name }) => [agent_id, display_name] as const)
    : (ref?.chambres ?? []).map(({ code, label }) => [code, label] as const);
  const proposition = useCommande(
    (corps: SaisieDesignation, cle) => proposerDesignation(lu.dossier_id, lu.version, corps, cle),
    () => {
      setChoix("");
      setCircuit("");
      setMotif("");
      setMotive(false);
      annoncer("La proposition est partie ; elle prend effet une fois au journal.");
      void client.invalidateQueries({ queryKey: ["dossier", lu.dossier_id, "designations"] });
    },
  );
  const limites = proposition.erreur?.probleme.code === MOTIF_VOULU;
  if (limites && !motive) setMotive(true);
  const retenir = (code: string, dans = "") => {
    setChoix(code);
    setCircuit(dans);
  };
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    setManque(!choix);
    const qui = fonction ? { agent_id: choix, chambre: pourAvis } : { chambre: choix, ...(enCircuits && circuit ? { circuit } : {}) };
    if (choix) void proposition.envoyer({ kind, ...qui, ...(rang ? { rank: rang } : {}), ...(motif.trim() ? { reason: motif.trim() } : {}) });
  };
  const formulaire = (
    <>
      <AlerteErreur erreur={proposition.erreur} />
      {sansPersonnes && !personnes && <ErreurSection quoi="L’annuaire" cause={sansPersonnes} reessayer={() => void refetch()} />}
      <Select
        label={fonction || !actuelle ? "Désigner" : "Attribuer à"}
        hint={chambre || rang ? undefined : fonction === "magistrat_siege" ? "Attribuez d’abord une chambre pour ne voir que ses magistrats." : undefined}
        state={manque ? "error" : "default"}
        stateRelatedMessage="Choisissez dans la liste."
        nativeSelectProps={{
          value: choix,
          onChange: (e) => {
            setChoix(e.target.value);
            setMotive(false);
            setMotif("");
            proposition.oublierErreur();
          },
        }}
      >
        <option value="">Choisir…</option>
        {options.map(([valeur, texte]) => (
          <option key={valeur} value={valeur}>
            {texte}
          </option>
        ))}
      </Select>
      {enCircuits && (
        <Select
          label="Circuit"
          hint={choix === lu.chambre ? "Le dossier est dans cette chambre : choisissez le circuit qu’il prend désormais." : "Il se choisit aussi plus tard."}
          state={proposition.erreur?.champs.has("circuit") ? "error" : "default"}
          stateRelatedMessage={proposition.erreur?.champs.get("circuit")}
          nativeSelectProps={{ value: circuit, onChange: (e) => setCircuit(e.target.value) }}
        >
          <option value="">Non choisi</option>
          {Object.entries(CIRCUITS).map(([code, nom]) => (
            <option key={code} value={code}>
              {nom}
            </option>
          ))}
        </Select>
      )}
      {motive && (
        <Input
          label="Motif de la désignation malgré cette limite"
          hintText="Il est gardé avec la proposition."
          state={proposition.erreur?.champs.has("reason") ? "error" : "default"}
          stateRelatedMessage={proposition.erreur?.champs.get("reason")}
          nativeInputProps={{ ref: champMotif, value: motif, required: true, maxLength: 500, onChange: (e) => setMotif(e.target.value) }}
        />
      )}
      <Button className="fr-mb-2w" type="submit" size="small" nativeButtonProps={occupe(proposition.enCours)}>
        {proposition.enCours ? "Envoi…" : "Proposer"}
        <span className="fr-sr-only"> {titre.toLocaleLowerCase("fr")}</span>
      </Button>
    </>
  );
  return (
    <form className="greffe-bloc" noValidate onSubmit={soumettre} aria-labelledby={nom}>
      <div className="greffe-bloc__tete">
        <h2 id={nom} className="fr-h5 fr-mb-0">
          {titre}
        </h2>
        <span data-actuelle={kind}>{actuelle ? <strong>{actuelle}</strong> : <span className="greffe-mention">Aucune désignation</span>}</span>
      </div>
      {kind === "chambre_attribuee" && <Orientation dossier={lu.dossier_id} retenir={retenir} />}
      {fonction && actuelle ? <Remplacement dossier={lu} titre={titre} /> : formulaire}
    </form>
  );
}

/** Another is designated once the one in office is replaced: until then that one reads the case. */
function Remplacement({ dossier: lu, titre }: { dossier: Dossier; titre: string }) {
  return (
    <p className="fr-mb-2w">
      Pour en désigner un autre, inscrivez d’abord son remplacement : déport, récusation ou empêchement.{" "}
      <Link to="/dossiers/$id/acte" params={{ id: lu.dossier_id }} search={{ type: "magistrat_remplace" }} className="fr-link">
        Remplacer <span className="fr-sr-only">: {titre.toLocaleLowerCase("fr")}</span>
      </Link>
    </p>
  );
}

const STATUTS: Record<Proposition["status"], { texte: string; gravite: "info" | "success" | "error" }> = {
  proposee: { texte: "En cours d’enregistrement", gravite: "info" },
  en_vigueur: { texte: "En vigueur", gravite: "success" },
  refusee: { texte: "Refusée", gravite: "error" },
  remplacee: { texte: "Remplacée", gravite: "info" },
};

const KINDS: Record<Proposition["kind"], string> = {
  chambre_attribuee: "Chambre",
  rapporteur_designe: "Rapporteur",
  avocat_general_designe: "Avocat général",
};

/** What became of each proposal; changes by itself when the journal has answered. */
function Propositions({ dossier: lu }: { dossier: Dossier }) {
  const { data } = useQuery(propositions(lu.dossier_id));
  const { data: ref } = useQuery(referentiel);
  if (!data?.items.length) return null;
  const quoi = (proposition: Proposition) =>
    [proposition.agent_name, nomDeChambre(ref, proposition.chambre) ?? proposition.chambre]
      .filter(Boolean)
      .join(", pour l’avis demandé à la ") + (proposition.circuit ? `, circuit ${enCircuit(proposition.circuit)}` : "") || "—";
  return (
    <section aria-labelledby="titre-propositions">
      <h2 id="titre-propositions" className="fr-h5">
        Propositions
      </h2>
      <ul className="greffe-echeances" aria-live="polite">
        {data.items.map((proposition) => (
          <li key={proposition.proposal_id} data-proposition={proposition.kind} data-statut={proposition.status}>
            <div className="greffe-echeances__ligne">
              <span>
                {proposition.rank === 2 ? "Second rapporteur" : KINDS[proposition.kind]} : <strong>{quoi(proposition)}</strong>
              </span>
              <Badge as="span" small severity={STATUTS[proposition.status].gravite}>
                {STATUTS[proposition.status].texte}
              </Badge>
              {proposition.designated_on && <span className="greffe-mention">{dateLongue(proposition.designated_on)}</span>}
            </div>
            {proposition.given_reason && <p className="greffe-mention fr-mb-0">Motif : {proposition.given_reason}</p>}
            {proposition.reason && proposition.status === "refusee" && (
              <Alert small className="fr-mt-1w" severity="error" description={proposition.reason.message} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

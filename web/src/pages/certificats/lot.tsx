import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { demanderLot, useCommande } from "../../api/commandes";
import { session } from "../../api/requetes";
import type { DecisionCherchee, ReponseDemande, SaisieLot } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { INSECABLE, pluriel } from "../../composants/formats";
import { donnerFoyer, occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { BlocDemandeur, DEMANDEUR_VIDE } from "./demandeur";
import { lireLot, LOT_MAX } from "./lire-lot";
import { designation, NATURES, STATUTS } from "./mots";

interface Resultat {
  lot: string;
  decisions: DecisionCherchee[];
  reponses: ReponseDemande[];
}

/** A list of decisions, deposited at once; each gets its answer. */
export function LotPage() {
  const client = useQueryClient();
  const { data: ouverte } = useQuery(session);
  const [demandeur, setDemandeur] = useState(DEMANDEUR_VIDE);
  const [texte, setTexte] = useState("");
  const [resultat, setResultat] = useState<Resultat>();
  const decisions = lireLot(texte);
  const deposer = useCommande(
    (corps: SaisieLot, cle) => demanderLot(corps, cle),
    ({ batch_id, answers }, corps) => {
      void client.invalidateQueries({ queryKey: ["certificats"] });
      setResultat({ lot: batch_id, decisions: corps.sought, reponses: answers });
      annoncer(`${pluriel(answers.length, "décision")}, chacune a sa réponse.`);
    },
  );
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    void deposer.envoyer({ requester: demandeur, sought: decisions });
  };
  const erreurs = deposer.erreur?.champs ?? new Map<string, string>();
  return (
    <>
      <TitrePage titre="Déposer une liste de décisions" />
      {resultat ? (
        <Reponses resultat={resultat} recommencer={() => setResultat(undefined)} />
      ) : (
        <form className="greffe-formulaire" noValidate onSubmit={envoyer}>
          <AlerteErreur erreur={deposer.erreur} />
          <BlocDemandeur ouverte={ouverte} valeur={demandeur} changer={setDemandeur} erreurs={erreurs} />
          <Input
            textArea
            label="Décisions, une par ligne"
            hintText={`Dans l’ordre, séparés par des points-virgules : juridiction, date, numéro d’affaire, noms des parties (séparés par des virgules), référence. Les colonnes d’un tableur se collent telles quelles. ${LOT_MAX} décisions au plus.`}
            state={erreurs.has("sought") ? "error" : "default"}
            stateRelatedMessage={erreurs.get("sought")}
            nativeTextAreaProps={{ rows: 12, value: texte, onChange: (e) => setTexte(e.target.value) }}
          />
          <p className="greffe-mention" role="status">
            {decisions.length === 0 ? "Aucune décision n’est lue pour l’instant." : `${pluriel(decisions.length, "décision lue", "décisions lues")}.`}
          </p>
          <Button type="submit" disabled={decisions.length === 0} nativeButtonProps={occupe(deposer.enCours)}>
            {deposer.enCours ? "Recherche…" : "Déposer la liste"}
          </Button>
        </form>
      )}
    </>
  );
}

function Reponses({ resultat: { lot, decisions, reponses }, recommencer }: { resultat: Resultat; recommencer: () => void }) {
  const titre = useRef<HTMLTableCaptionElement>(null);
  useEffect(() => donnerFoyer(titre.current), []);
  return (
    <>
      <div className="greffe-table">
        <table>
          <caption ref={titre}>{pluriel(reponses.length, "réponse")}</caption>
          <thead>
            <tr>
              <th scope="col" className="greffe-nombre">
                Ligne
              </th>
              <th scope="col">Décision</th>
              <th scope="col">Réponse</th>
              <th scope="col">Certificat</th>
            </tr>
          </thead>
          <tbody>
            {reponses.map((reponse, rang) => (
              <tr key={rang}>
                <td className="greffe-nombre">{rang + 1}</td>
                <th scope="row">{decisions[rang] && designation(decisions[rang])}</th>
                <td>{dire(reponse)}</td>
                <td>
                  {reponse.demand_id ? (
                    <Link to="/certificats/$demande" params={{ demande: reponse.demand_id }}>
                      {reponse.number ?? `Demande de la ligne ${rang + 1}`}
                    </Link>
                  ) : (
                    "—"
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="greffe-actions fr-mt-2w">
        <Button size="small" priority="secondary" linkProps={{ href: `/certificats?lot=${lot}` }}>
          Cette liste au registre
        </Button>
        <Button size="small" priority="tertiary" onClick={recommencer}>
          Corriger la liste et la déposer de nouveau
        </Button>
      </div>
    </>
  );
}

function dire({ status, kind, refusal }: ReponseDemande): string {
  if (status === "refuse") return `Refusée${INSECABLE}: ${refusal?.message ?? ""}`;
  return kind ? NATURES[kind] : STATUTS[status];
}

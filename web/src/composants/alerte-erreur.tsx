import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { useEffect, useRef } from "react";
import type { ErreurApi } from "../api/probleme";
import type { Constat } from "../api/types";
import { LienAide } from "../app/erreurs";
import { Button } from "./bouton";
import { dateLongue, INSECABLE } from "./formats";

/**
 * Why a command was not carried out; takes the focus when it appears. After a change by somebody else
 * (412) it lists what was recorded meanwhile and offers to go on from there.
 */
export function AlerteErreur({ erreur, reprendre }: { erreur: ErreurApi | undefined; reprendre?: (version: number) => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (erreur) ref.current?.focus();
  }, [erreur]);
  if (!erreur) return null;
  const { probleme } = erreur;
  const depuis = probleme.acts_since ?? [];
  return (
    <div ref={ref} tabIndex={-1} className="fr-mb-3w">
      <Alert
        role="alert"
        severity={probleme.status === 412 ? "warning" : "error"}
        as="h2"
        title={probleme.title}
        description={
          <>
            {probleme.detail && <p className="fr-mb-1w">{probleme.detail}</p>}
            <Details erreur={erreur} />
            {depuis.length > 0 && (
              <>
                <p className="fr-mb-1v fr-text--bold">Enregistré depuis l’ouverture de ce formulaire{INSECABLE}:</p>
                <ul>
                  {depuis.map((acte) => (
                    <li key={acte.version}>
                      {acte.label}, le {dateLongue(acte.recorded_at)}
                    </li>
                  ))}
                </ul>
              </>
            )}
            {probleme.status === 412 && probleme.current_version && reprendre && (
              <Button className="fr-mt-1w" size="small" onClick={() => reprendre(probleme.current_version as number)}>
                J’ai lu, enregistrer quand même
              </Button>
            )}
            {probleme.code && (
              <p className="fr-text--sm fr-mt-1w fr-mb-0">
                Aide{INSECABLE}: <LienAide code={probleme.code} />
              </p>
            )}
          </>
        }
      />
    </div>
  );
}

/** Each remark once: the gateway may say the same of a field, of a finding and in the detail. */
function Details({ erreur }: { erreur: ErreurApi }) {
  const { detail, errors = [], findings = [] } = erreur.probleme;
  const constats = findings.filter(({ message }) => message !== detail);
  const dits = new Set([detail, ...constats.map(({ message }) => message)]);
  const champs = errors.filter(({ message }) => !dits.has(message));
  if (constats.length + champs.length === 0) return null;
  return (
    <ul>
      {champs.map(({ field, message }) => (
        <li key={field + message}>{message}</li>
      ))}
      {constats.map(({ code, message, basis }) => (
        <li key={code + message}>
          {message} {basis && <span className="greffe-article">{basis}</span>}
        </li>
      ))}
    </ul>
  );
}

const GRAVITES = { bloquante: "error", avertissement: "warning", information: "info" } as const;

/** Findings of a dossier or of an act, each with its ground. */
export function Constats({ constats }: { constats: Constat[] }) {
  return constats.map((constat) => (
    <Alert
      key={constat.code + constat.message}
      small
      className="fr-mb-1w"
      severity={GRAVITES[constat.severity] ?? "info"}
      description={
        <>
          {constat.message} {constat.basis && <span className="greffe-article">{constat.basis}</span>}
        </>
      }
    />
  ));
}

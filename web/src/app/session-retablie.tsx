import { useEffect } from "react";
import { CANAL_SESSION } from "../api/session";
import { TitrePage } from "../composants/titre-page";

/** Where a sign-in done beside a form ends: tells the other tabs. */
export function SessionRetablie() {
  useEffect(() => {
    const canal = new BroadcastChannel(CANAL_SESSION);
    canal.postMessage("retablie");
    return () => canal.close();
  }, []);
  return (
    <div className="fr-py-6w">
      <TitrePage titre="Votre session est rétablie" />
      <p className="fr-text--lead">Vous pouvez fermer cet onglet et reprendre votre saisie là où vous l’aviez laissée.</p>
    </div>
  );
}

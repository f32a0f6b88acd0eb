import { useEffect } from "react";

interface Pages {
  hasNextPage: boolean;
  isFetching: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Reads the pages that follow while they are wanted; a page that cannot be read is not asked for again and again. */
export function useToutLire({ hasNextPage, isFetching, isFetchNextPageError, fetchNextPage }: Pages, voulu: boolean): void {
  const lire = voulu && hasNextPage && !isFetching && !isFetchNextPageError;
  useEffect(() => {
    if (lire) void fetchNextPage();
  }, [lire, fetchNextPage]);
}

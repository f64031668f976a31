/** All that a page keeps: both storages, and every record of every database. It runs in the page. */
export async function keptAnywhere(): Promise<string> {
  const answer = <Result>(request: IDBRequest<Result>) =>
    new Promise<Result>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name!));
    for (const store of database.objectStoreNames) {
      const records = database.transaction(store).objectStore(store);
      kept.push(name, await answer(records.getAllKeys()), await answer(records.getAll()));
    }
    database.close();
  }
  return JSON.stringify(kept);
}

/** Files of an export that are no sheets. */
const RESERVED = ['dictionary', 'datapackage', 'lost', 'cells', 'organisations'];

/** Names of files from ids of sheets, none twice: some disks take `A` and `a` for one. */
export class FileNames {
  private readonly taken = new Set(RESERVED);

  take(id: string): string {
    let name = id;
    for (let n = 2; this.taken.has(name.toLowerCase()); n++) name = `${id}_${n}`;
    this.taken.add(name.toLowerCase());
    return name;
  }
}

using ScimFilter.Webhooks.Server.Storage;

namespace ScimFilter.Webhooks.Server.Hosting.Commands;

/// <summary>Writes the database anew without free space. The server must be stopped.</summary>
internal static class CompactCommand
{
    /// <summary>Compacts. Killed at any moment, the database is what it was, or compact.</summary>
    public static int Run(IServiceProvider services)
    {
        using StoreAccess store = StoreAccess.Alone(services);
        store.Session.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        long before = LengthOf(store.Folder);
        Free(store.Folder, before);

        // A database from before free space was given back by itself becomes one that does so.
        store.Session.Run("PRAGMA auto_vacuum=INCREMENTAL; VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");
        Console.WriteLine($"{before} bytes before, {LengthOf(store.Folder)} bytes after.");
        return ExitCodes.Done;
    }

    private static long LengthOf(DataFolder folder) => new FileInfo(folder.DatabasePath).Length;

    // The new database goes into the log as a whole before it takes the place of the old one.
    private static void Free(DataFolder folder, long length)
    {
        long free = new DriveInfo(folder.Path).AvailableFreeSpace;
        if (free < length * 2)
        {
            throw new OperatorException(
                $"Compacting needs {length * 2} bytes of free space, and the disk of {folder.Path} has {free}: make space.");
        }
    }
}

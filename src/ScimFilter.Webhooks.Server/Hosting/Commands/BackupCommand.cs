using Microsoft.Data.Sqlite;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;
using ScimFilter.Webhooks.Server.Storage.Upkeep;

namespace ScimFilter.Webhooks.Server.Hosting.Commands;

/// <summary>Writes the database as it is at one moment into a file, beside a running server too.</summary>
internal static class BackupCommand
{
    /// <summary>Writes the file. It is under its name only when it is whole, checked and on the disk.</summary>
    public static int Run(IServiceProvider services, string target)
    {
        string file = Path.GetFullPath(target);
        string draft = file + ".partial";
        using StoreAccess store = StoreAccess.Beside(services);
        if (Path.Exists(file))
        {
            throw new OperatorException($"{file} exists already: give the name of a new file.");
        }

        try
        {
            File.Delete(draft);
            PrivateFiles.Create(draft);
            store.Session.Execute("VACUUM INTO ?1", draft);
            Check(draft);
            using (var stream = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite))
            {
                stream.Flush(flushToDisk: true);
            }

            PrivateFiles.Move(draft, file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            TryDelete(draft);
            throw new OperatorException($"The backup {file} cannot be written: {FailureText.Of(exception)}", exception);
        }

        Console.WriteLine($"Written: {file} ({new FileInfo(file).Length} bytes).");
        if (services.GetRequiredService<SecretKeys>().IsInFolder)
        {
            Console.WriteLine($"The secrets in it are sealed: keep a copy of {store.Folder.KeyPath} in another place.");
        }

        return ExitCodes.Done;
    }

    private static void Check(string file)
    {
        using SqliteSession session = SqliteDatabase.OpenAsItIs(file);
        string[] faults = [.. session.Query("PRAGMA quick_check(1)", row => row.GetString(0))];
        if (faults is not ["ok"])
        {
            throw new IOException($"what was written is damaged ({string.Join(' ', faults)}).");
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is left has another name than a backup.
        }
    }
}

using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Hosting.Commands;

/// <summary>The data folder as commands open it: beside a running server, or alone.</summary>
internal sealed class StoreAccess : IDisposable
{
    private readonly FolderLock? _lock;

    private StoreAccess(DataFolder folder, FolderLock? @lock)
    {
        Folder = folder;
        _lock = @lock;
        Session = SqliteDatabase.OpenSession(folder.DatabasePath);
    }

    public DataFolder Folder { get; }

    public SqliteSession Session { get; }

    /// <summary>Opens a database that a server may be using.</summary>
    /// <exception cref="OperatorException">There is no database, or one of another version.</exception>
    public static StoreAccess Beside(IServiceProvider services)
    {
        DataFolder folder = services.GetRequiredService<DataFolder>();
        RequireDatabase(folder);
        DatabaseMark.Require(folder.DatabasePath);
        using (SqliteSession session = SqliteDatabase.OpenAsItIs(folder.DatabasePath))
        {
            if (SqliteSchema.VersionOf(session) != SqliteSchema.Version)
            {
                throw new OperatorException(
                    "The database was written by an earlier version: start the server once, which brings it up to date.");
            }
        }

        folder.Prepare();
        return new StoreAccess(folder, null);
    }

    /// <summary>Opens a database that no server uses, and keeps it so.</summary>
    /// <exception cref="OperatorException">There is no database, or another process uses the folder.</exception>
    public static StoreAccess Alone(IServiceProvider services)
    {
        DataFolder folder = services.GetRequiredService<DataFolder>();
        RequireDatabase(folder);
        return Locked(folder);
    }

    /// <summary>Opens a database, which is made if there is none yet.</summary>
    /// <exception cref="OperatorException">The database cannot be opened, or is one of another version.</exception>
    public static StoreAccess OrNew(IServiceProvider services)
    {
        DataFolder folder = services.GetRequiredService<DataFolder>();
        return folder.HasDatabase ? Beside(services) : Locked(folder);
    }

    public void Dispose()
    {
        Session.Dispose();
        _lock?.Dispose();
    }

    private static void RequireDatabase(DataFolder folder)
    {
        if (!folder.HasDatabase)
        {
            throw new OperatorException($"There is no database in {folder.Path}: say with --Webhooks:DataFolder=FOLDER where it is.");
        }
    }

    private static StoreAccess Locked(DataFolder folder)
    {
        var @lock = new FolderLock(folder);
        try
        {
            return new StoreAccess(folder, @lock);
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }
}

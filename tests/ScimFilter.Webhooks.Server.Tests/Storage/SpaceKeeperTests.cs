using Microsoft.Extensions.Logging.Abstractions;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;
using ScimFilter.Webhooks.Server.Storage.Upkeep;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>Space that deleted rows leave goes back to the disk.</summary>
public sealed class SpaceKeeperTests
{
    [Fact]
    public async Task A_file_shrinks_after_rows_are_deleted()
    {
        using var folder = new TemporaryFolder();
        string file = folder["test.db"];
        await using var database = new SqliteDatabase(file);
        for (int i = 0; i < 8; i++)
        {
            await database.WriteAsync(
                session => session.Execute(
                    "INSERT INTO events (tenant, id, type, shape, received_at, body) VALUES ('t', 'e', 't', 0, 0, zeroblob(10000000))"),
                CancellationToken.None);
        }

        await CheckpointAsync(database);
        long before = new FileInfo(file).Length;
        await database.WriteAsync(session => session.Execute("DELETE FROM events"), CancellationToken.None);
        using var keeper = new SpaceKeeper(database, TimeProvider.System, NullLogger<SpaceKeeper>.Instance);
        Assert.True(await keeper.GiveBackAsync(CancellationToken.None) > 8_000);
        Assert.Equal(0, await keeper.GiveBackAsync(CancellationToken.None));
        await CheckpointAsync(database);
        Assert.InRange(new FileInfo(file).Length, 1, before / 2);
    }

    private static async Task CheckpointAsync(SqliteDatabase database)
    {
        string path = await database.ReadAsync(
            session => session.Query("PRAGMA database_list", row => row.GetString(2)).Single(), CancellationToken.None);
        using SqliteSession session = SqliteDatabase.OpenSession(path);
        session.Run("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}

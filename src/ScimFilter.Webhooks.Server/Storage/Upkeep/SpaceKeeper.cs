using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Upkeep;

/// <summary>Gives space back to the disk that deleted rows leave in the database file.</summary>
/// <remarks>
/// Free pages are used again by new rows, so a part of them is kept. More than that goes back in small transactions, between which the
/// writer does its other work.
/// </remarks>
internal sealed partial class SpaceKeeper(SqliteDatabase database, TimeProvider time, ILogger<SpaceKeeper> logger) : BackgroundService
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // Pages have 4 KiB. Fewer free ones than this, or than a quarter of the file, are left for new rows.
    private const long KeptPages = 8_192;
    private const int PagesPerStep = 256;

    private bool _isToldOf;

    /// <summary>Gives free pages back as long as there are too many.</summary>
    /// <returns>How many.</returns>
    public async Task<long> GiveBackAsync(CancellationToken cancellationToken)
    {
        long given = 0;
        while (await database.WriteAsync(GiveBack, cancellationToken) is > 0 and var pages)
        {
            given += pages;
        }

        return given;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await WaitAsync(timer, stoppingToken))
        {
            try
            {
                await GiveBackAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The next round may do better.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                GivingBackFailed(exception);
            }
        }
    }

    private static async ValueTask<bool> WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private long GiveBack(SqliteSession session)
    {
        long free = session.Scalar("PRAGMA freelist_count");
        if (free <= Math.Max(KeptPages, session.Scalar("PRAGMA page_count") / 4))
        {
            return 0;
        }

        const long incremental = 2;
        if (session.Scalar("PRAGMA auto_vacuum") != incremental)
        {
            if (!_isToldOf)
            {
                _isToldOf = true;
                CannotGiveBack(free * 4 / 1_024);
            }

            return 0;
        }

        session.Execute($"PRAGMA incremental_vacuum({PagesPerStep})");
        return free - session.Scalar("PRAGMA freelist_count");
    }

    [LoggerMessage(LogLevel.Warning,
        "The database has {MiB} MiB of free space that it cannot give back: stop the server and run 'compact' once.")]
    private partial void CannotGiveBack(long miB);

    [LoggerMessage(LogLevel.Error, "Free space of the database could not be given back; trying again later.")]
    private partial void GivingBackFailed(Exception exception);
}

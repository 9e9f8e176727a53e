using System.Globalization;
using Microsoft.Data.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Upkeep;

/// <summary>Says whether events can be stored, by storing something. Thread-safe.</summary>
/// <remarks>
/// A probe writes a row through the same writer and flush as events do. It is made at most once a second, however often somebody asks. A
/// small row may still fit where events no longer do, so a failure of any write counts for a while, and so does a disk that is nearly full.
/// </remarks>
internal sealed class Readiness(SqliteDatabase database, DataFolder folder, TimeProvider time) : IDisposable
{
    /// <summary>Below so many free bytes on the disk of the data folder the service is not ready.</summary>
    public const long LeastFreeBytes = 16 << 20;

    private static readonly TimeSpan _probeFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _failureFor = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _probing = new(1);
    private (string? Fault, long At)? _last;
    private (string Fault, long At)? _failure;

    /// <summary>Says what keeps events from being stored; null when nothing does.</summary>
    public async ValueTask<string?> FaultAsync(CancellationToken cancellationToken)
    {
        await _probing.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || time.GetElapsedTime(last.At) >= _probeFor)
            {
                last = (await ProbeAsync(), time.GetTimestamp());
                _last = last;
            }

            return last.Fault;
        }
        finally
        {
            _probing.Release();
        }
    }

    public void Dispose() => _probing.Dispose();

    private async Task<string?> ProbeAsync()
    {
        // Before the probe: its success clears it.
        SqliteException? failure = database.Failure;
        try
        {
            await database.WriteAsync(
                session => session.Execute("INSERT OR REPLACE INTO settings (name, value) VALUES ('probe', randomblob(16))"),
                CancellationToken.None);
        }
        catch (SqliteException exception)
        {
            failure = exception;
        }

        if (failure is not null)
        {
            _failure = (SqliteFailures.SentenceOf(failure), time.GetTimestamp());
        }

        return _failure is { } recent && time.GetElapsedTime(recent.At) < _failureFor ? recent.Fault
            : !File.Exists(folder.DatabasePath) ? "The database file was deleted: stop the server and put a backup in its place."
            : FreeBytes() < LeastFreeBytes ? string.Create(
                CultureInfo.InvariantCulture, $"The disk of the data folder has less than {LeastFreeBytes >> 20} MiB free: make space.")
            : null;
    }

    private long FreeBytes()
    {
        try
        {
            return new DriveInfo(folder.Path).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Some file systems do not tell; then writes do.
            return long.MaxValue;
        }
    }
}

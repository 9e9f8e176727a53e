using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Paging;

/// <summary>Where an attempt stands in the lists of its webhook.</summary>
internal readonly record struct AttemptPlace(long Number, long TriggeredAt, bool Succeeded)
{
    // More than any time: in a cursor it puts attempts of one status before those of the other, each with the latest first.
    private const long StatusStep = 4_000_000_000_000_000_000;

    public static AttemptPlace Of(SqliteCursor cursor, AttemptOrder order)
    {
        long key = (long)cursor.Key;
        if (order is not (AttemptOrder.Status or AttemptOrder.StatusDescending))
        {
            return new AttemptPlace(cursor.Number, key, Succeeded: false);
        }

        bool second = key > 0;
        return new AttemptPlace(cursor.Number, unchecked((second ? StatusStep : 0) - key), second == (order == AttemptOrder.Status));
    }

    public SqliteCursor ToCursor(AttemptOrder order) => new((byte)order, Backwards: false, Number, order switch
    {
        AttemptOrder.Status => (Succeeded ? StatusStep : 0) - TriggeredAt,
        AttemptOrder.StatusDescending => (Succeeded ? 0 : StatusStep) - TriggeredAt,
        _ => TriggeredAt,
    });
}

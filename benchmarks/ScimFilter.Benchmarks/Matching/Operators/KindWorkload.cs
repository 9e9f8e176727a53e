using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Subscriptions of one <see cref="Kind"/>, and its events.</summary>
/// <param name="kind">The kind.</param>
/// <param name="count">The number of subscriptions.</param>
/// <param name="distinct">The count of numbers that the filters have.</param>
/// <param name="inCapitals">Whether the texts of every other event are in capitals; filters are in small letters.</param>
internal sealed class KindWorkload(Kind kind, int count, int distinct, bool inCapitals) : Workload(kind.Name, count)
{
    /// <summary>A prime above all counts: multiples of it, modulo the count, are all numbers in a scattered order.</summary>
    private const long Scatter = 2_147_483_629;

    /// <summary>Where events are long there are fewer of them.</summary>
    private const long MostBytes = 64 << 20;

    private readonly int _domain = Math.Min(count, distinct);

    public override SubscriptionSpec[] Subscriptions(int seed)
    {
        var random = new Random(seed);
        var subscriptions = new SubscriptionSpec[Count];
        for (int i = 0; i < Count; i++)
        {
            int number = (int)(((i * Scatter) + seed) % Count % _domain);
            string filter = kind.Filter(new Draw(number, _domain, i, random, InCapitals: false));
            subscriptions[i] = new SubscriptionSpec(Names.Id(Names.Kind.Subscription, 0, i), kind.EventTypes, Tenant: null, filter);
        }

        return subscriptions;
    }

    public override EventSet Events(int count) => new(WriteEvents(Math.Min(count, kind.MostEvents)));

    private IEnumerable<ReadOnlyMemory<byte>> WriteEvents(int count)
    {
        var random = new Random(count);
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        long bytes = 0;
        for (int i = 0; i < count && bytes < MostBytes; i++, bytes += buffer.WrittenCount)
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            kind.Write(writer, new Draw(random.Next(_domain), _domain, i, random, inCapitals && i % 2 == 1));
            writer.Flush();
            yield return buffer.WrittenMemory;
        }
    }
}

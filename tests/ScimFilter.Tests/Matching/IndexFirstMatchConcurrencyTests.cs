using System.Collections.Concurrent;
using System.Text;

namespace ScimFilter.Tests.Matching;

/// <summary>The first match while priorities change: it was the first one at some moment of the call.</summary>
public class IndexFirstMatchConcurrencyTests
{
    private const int Fixed = -1;
    private const int Alternating = -2;
    private const int Others = 3_000;

    private static readonly FilterExpression[] _filters =
    [
        FilterExpression.Parse("a eq \"1\""),
        FilterExpression.Parse("a sw \"1\" and b ne \"2\""),
        FilterExpression.Parse("a eq \"1\" and items[k eq \"1\" and v eq \"2\"]"),
    ];

    private readonly SubscriptionIndex<int> _index = Indexed.Index();
    private readonly byte[] _event = Encoding.UTF8.GetBytes("""{"type":"t","a":"1","items":[{"k":"1","v":"2"}]}""");

    /// <summary>
    /// One subscription always has priority 0, one alternates around it, and thousands with higher priorities change, so that segments
    /// grow and are merged. A reader that saw a priority without its subscription, or the reverse, would find one of the thousands.
    /// </summary>
    [Fact]
    public async Task A_reader_finds_the_first_match_of_some_moment()
    {
        _index.Set(Fixed, ["t"], _filters[2], 0);
        _index.Load(Enumerable.Range(0, Others).Select(key => new Subscription<int>(key, ["t"], _filters[key % 3]) { Priority = 2 + key }));
        using var done = new CancellationTokenSource();
        using var started = new CountdownEvent(2);
        var found = new ConcurrentDictionary<int, bool>();
        Task[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            started.Signal();
            do
            {
                found[_index.TryMatchFirst(_event, out int id) ? id : int.MaxValue] = true;
            }
            while (!done.IsCancellationRequested);
        }))];
        started.Wait();
        Change(new Random(7));
        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Empty(found.Keys.Except([Fixed, Alternating]));
        Assert.NotEmpty(found);
        Assert.True(_index.TryMatchFirst(_event, out int last));
        Assert.Equal(Alternating, last);
    }

    private void Change(Random random)
    {
        for (int i = 0; i < 10_000; i++)
        {
            int key = random.Next(Others);
            if (random.Next(4) == 0)
            {
                _index.Remove(key);
            }
            else
            {
                _index.Set(key, ["t"], _filters[random.Next(3)], 2 + random.Next(Others));
            }

            _index.Set(Alternating, ["t"], _filters[i % 3], i % 2 == 0 ? 1 : -1);
        }
    }
}

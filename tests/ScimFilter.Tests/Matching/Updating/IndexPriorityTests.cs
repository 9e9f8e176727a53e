using System.Text;

namespace ScimFilter.Tests.Matching.Updating;

/// <summary>
/// Priorities stay with their subscriptions however segments grow and are merged, and take memory only where they are given.
/// </summary>
public class IndexPriorityTests
{
    private const int Groups = 50;

    private readonly Dictionary<int, int> _priorities = [];
    private readonly SubscriptionIndex<int> _index = Indexed.Index();

    /// <summary>
    /// Loads, grows, replaces and removes, so that segments are built, reallocated, moved and merged, inline and in the background.
    /// </summary>
    [Theory]
    [InlineData(0, 1_000, 1)]
    [InlineData(300, 3_000, 2)]
    [InlineData(20_000, 45_000, 3)]
    public void They_survive_all_changes(int loaded, int count, int seed)
    {
        var random = new Random(seed);
        _index.Load(Enumerable.Range(0,
            loaded).Select(key => new Subscription<int>(key, ["t"], Filter(key)) { Priority = Next(key, random) }));
        AssertFirst();
        for (int i = 0; i < count; i++)
        {
            int key = random.Next(count);
            if (random.Next(3) == 0)
            {
                _index.Remove(key);
                _priorities.Remove(key);
            }
            else
            {
                _index.Set(key, ["t"], Filter(key), Next(key, random));
            }

            if (i % (count / 20) == 0)
            {
                AssertFirst();
            }
        }

        Assert.True(SpinWait.SpinUntil(() => _index.GetStatistics().Segments <= 2, TimeSpan.FromSeconds(60)));
        AssertFirst();
        foreach (int key in _priorities.Keys.OrderBy(key => _priorities[key]).Take(_priorities.Count * 3 / 4).ToArray())
        {
            Assert.True(_index.Remove(key));
            _priorities.Remove(key);
        }

        AssertFirst();
    }

    [Fact]
    public void They_take_four_bytes_each_unless_all_are_the_default()
    {
        const int count = 5_000;
        var other = Indexed.Index();
        _index.Load(Enumerable.Range(0, count).Select(key => new Subscription<int>(key, ["t"], Filter(key))));
        other.Load(Enumerable.Range(0, count).Select(key => new Subscription<int>(key, ["t"], Filter(key)) { Priority = key }));
        Assert.Equal(_index.GetStatistics().Bytes + (count * sizeof(int)), other.GetStatistics().Bytes);
        other.Load(Enumerable.Range(0, count).Select(key => new Subscription<int>(key, ["t"], Filter(key))));
        Assert.True(SpinWait.SpinUntil(() => other.GetStatistics().Bytes == _index.GetStatistics().Bytes, TimeSpan.FromSeconds(60)));
    }

    private static FilterExpression Filter(int key) => FilterExpression.Parse((key / Groups % 3) switch
    {
        0 => $"a eq \"{key % Groups}\"",
        1 => $"a eq \"{key % Groups}\" and b ne \"{key % 2}\"",
        _ => $"a eq \"{key % Groups}\" and items[k eq \"1\" and v eq \"{key % 4}\"]",
    });

    private static bool Matches(int key, int group) => key % Groups == group && (key / Groups % 3) switch
    {
        0 => true,
        1 => key % 2 != 1,
        _ => key % 4 == 2,
    };

    private int Next(int key, Random random) => _priorities[key] = random.Next(-20, 200);

    private void AssertFirst()
    {
        for (int group = 0; group < Groups; group++)
        {
            bool isFound = _index.TryMatchFirst(
                Encoding.UTF8.GetBytes($$"""{"type":"t","a":"{{group}}","b":"1","items":[{"k":"1","v":"2"}]}"""), out int id);
            int[] expected = [.. _priorities.Keys.Where(key => Matches(key, group)).OrderBy(key => (_priorities[key], key)).Take(1)];
            Assert.Equal(expected, isFound ? [id] : []);
        }
    }
}

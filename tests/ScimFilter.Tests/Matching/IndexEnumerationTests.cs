namespace ScimFilter.Tests.Matching;

/// <summary>Matches borrow memory of the index: whatever a caller does with them, nobody else sees it.</summary>
public class IndexEnumerationTests
{
    private static ReadOnlySpan<byte> Left => """{"side":"left"}"""u8;

    private static ReadOnlySpan<byte> Right => """{"side":"right"}"""u8;

    [Fact]
    public void Two_enumerations_at_once_do_not_disturb_each_other()
    {
        SubscriptionIndex<int> index = Sides();
        SubscriptionMatches<int> left = index.Match(Left);
        Assert.True(left.MoveNext());
        SubscriptionMatches<int> right = index.Match(Right);
        var keys = new List<int> { left.Current };
        while (right.MoveNext() & left.MoveNext())
        {
            keys.Add(left.Current);
            Assert.InRange(right.Current, 100, 199);
        }

        Assert.Equal(Enumerable.Range(0, 100), keys.Order());
        Assert.False(left.MoveNext());
    }

    [Fact]
    public void An_enumeration_that_was_given_back_ends_and_later_ones_are_right()
    {
        SubscriptionIndex<int> index = Sides();
        SubscriptionMatches<int> left = index.Match(Left);
        Assert.True(left.MoveNext());
        left.Dispose();
        left.Dispose();
        SubscriptionMatches<int> right = index.Match(Right);
        Assert.False(left.MoveNext());
        Assert.False(left.MoveNext());
        left.Dispose();
        SubscriptionMatches<int> again = index.Match(Left);
        Assert.Equal(Enumerable.Range(100, 100), Indexed.Sorted(right));
        Assert.Equal(Enumerable.Range(0, 100), Indexed.Sorted(again));
    }

    [Fact]
    public void An_enumeration_that_is_left_early_or_forgotten_does_no_harm()
    {
        SubscriptionIndex<int> index = Sides();
        for (int i = 0; i < 50; i++)
        {
            _ = index.Match(Left).Count;
            SubscriptionMatches<int> forgotten = index.Match(Left);
            Assert.True(forgotten.MoveNext());
            foreach (int key in index.Match(Right))
            {
                Assert.InRange(key, 100, 199);
                if (i % 2 == 0)
                {
                    break;
                }
            }

            Assert.Equal(Enumerable.Range(0, 100), Indexed.Sorted(index.Match(Left)));
        }
    }

    [Fact]
    public void An_enumeration_goes_on_as_the_index_was_while_the_index_changes()
    {
        SubscriptionIndex<int> index = Sides();
        var keys = new List<int>();
        foreach (int key in index.Match(Left))
        {
            keys.Add(key);
            index.Remove(key);
            index.Set(1_000 + key, "side eq \"left\"");
            if (keys.Count == 50)
            {
                index.Clear();
            }
        }

        Assert.Equal(Enumerable.Range(0, 100), keys.Order());
        Assert.Equal(50, index.Match("""{"side":"left"}""").Count);
    }

    [Fact]
    public void An_enumeration_inside_another_one_of_the_same_matches_ends_neither()
    {
        SubscriptionIndex<int> index = Sides();
        int pairs = 0;
        SubscriptionMatches<int> matches = index.Match(Left);
        foreach (int outer in matches)
        {
            foreach (int inner in matches)
            {
                pairs += inner == outer ? 1_000 : 1;
                if (outer % 3 == 0)
                {
                    break;
                }
            }

            _ = index.Match(Right, new int[100]);
        }

        Assert.InRange(pairs, 66 * 1_099, 100 * 1_099);
        Assert.Equal(Enumerable.Range(100, 100), Indexed.Sorted(index.Match(Right)));
    }

    [Fact]
    public void Matches_that_were_given_back_are_an_error_and_not_empty()
    {
        SubscriptionIndex<int> index = Sides();
        SubscriptionMatches<int> matches = index.Match(Left);
        Assert.Equal(100, Indexed.Sorted(matches).Count);
        Assert.True(Throws(matches));
        Assert.Equal(100, matches.Count);
        matches.Dispose();
        SubscriptionMatches<int> disposed = index.Match(Left);
        disposed.Dispose();
        disposed.Dispose();
        Assert.False(disposed.MoveNext());
        Assert.True(Throws(index.Match(Left)) is false);

        static bool Throws(SubscriptionMatches<int> matches)
        {
            try
            {
                foreach (int key in matches)
                {
                    Assert.InRange(key, 0, 99);
                }

                return false;
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(120)]
    public void A_buffer_takes_what_it_can_hold_and_no_more(int length)
    {
        SubscriptionIndex<int> index = Sides();
        int[] buffer = new int[140];
        Array.Fill(buffer, -1);
        Assert.Equal(100, index.Match(Left, buffer.AsSpan(10, length)));
        int written = Math.Min(length, 100);
        Assert.All(buffer[..10], key => Assert.Equal(-1, key));
        Assert.All(buffer[(10 + written)..], key => Assert.Equal(-1, key));
        Assert.Equal(written, buffer[10..(10 + written)].Distinct().Count(key => key is >= 0 and < 100));
    }

    [Fact]
    public void The_default_value_has_no_matches()
    {
        SubscriptionMatches<string> none = default;
        Assert.Equal(0, none.Count);
        foreach (string key in none)
        {
            Assert.Fail(key);
        }

        Assert.False(none.MoveNext());
        Assert.True(Throws(none));
        none.Dispose();
        none.Dispose();
        Assert.False(none.MoveNext());
    }

    [Fact]
    public void There_is_no_current_id_before_the_first_behind_the_last_and_after_disposal()
    {
        SubscriptionIndex<int> index = Sides();
        SubscriptionMatches<int> matches = index.Match(Left);
        Assert.True(Throws(matches));
        Assert.True(matches.MoveNext());
        Assert.InRange(matches.Current, 0, 99);
        while (matches.MoveNext())
        {
            Assert.InRange(matches.Current, 0, 99);
        }

        Assert.True(Throws(matches));
        SubscriptionMatches<int> disposed = index.Match(Right);
        Assert.True(disposed.MoveNext());
        SubscriptionMatches<int> copy = disposed;
        disposed.Dispose();
        Assert.True(Throws(disposed));
        SubscriptionMatches<int> other = index.Match(Left);
        Assert.True(Throws(copy));
        other.Dispose();
    }

    [Fact]
    public void An_unpaired_surrogate_in_an_event_type_is_named()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        foreach (string type in (string[])["\ud800", "ab\udc00c"])
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => index.Set(1, ["t", type], null));
            Assert.Contains("event type has an unpaired surrogate", exception.Message, StringComparison.Ordinal);
            exception = Assert.Throws<ArgumentException>(() => index.Load([new Subscription<int>(1, [type], null)]));
            Assert.Contains("event type has an unpaired surrogate", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, index.Count);
    }

    /// <summary>Half of the subscriptions are of one side, in segments of several sizes.</summary>
    private static SubscriptionIndex<int> Sides()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, 180).Select(key => Indexed.Subscription(key, Side(key))));
        for (int key = 180; key < 200; key++)
        {
            index.Set(key, Side(key));
        }

        for (int key = 0; key < 20; key++)
        {
            index.Set(key, Side(key));
        }

        return index;
    }

    private static bool Throws<TKey>(SubscriptionMatches<TKey> matches)
        where TKey : notnull
    {
        try
        {
            _ = matches.Current;
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static string Side(int key) => key < 100 ? "side eq \"left\"" : "side eq \"right\"";
}

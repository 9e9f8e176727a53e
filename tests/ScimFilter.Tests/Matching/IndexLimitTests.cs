namespace ScimFilter.Tests.Matching;

/// <summary>The limits of an index: two that only cost time when they are passed, and one that refuses a filter.</summary>
public class IndexLimitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(256)]
    public void Past_the_limit_of_templates_filters_are_found_by_less_and_checked(int templates)
    {
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { MaxTemplates = templates });
        for (int key = 0; key < 60; key++)
        {
            string filter = $"a{key} eq \"1\" and b eq \"{key}\" and a{key + 1} ne \"1\"";
            index.Set(key, key % 2 == 0 ? ["t", "u"] : [], FilterExpression.Parse(filter));
            index.Set(100 + key, ["t"], FilterExpression.Parse($"a{key} eq \"1\" or b eq \"{key}\""));
        }

        Assert.Equal([6, 106], index.Match("""{"type":"u","a6":"1","b":"6"}""").Concat(index.Match("""{"type":"t","b":"6"}""")));
        Assert.Equal([6, 106], index.Match("""{"type":"t","a6":"1","b":"6"}"""));
        Assert.Equal([7], index.Match("""{"a7":"1","b":"7"}"""));
        Assert.Equal([106], index.Match("""{"type":"t","a6":"1","a7":"0","b":"5"}""").Except([105]));
        Assert.Empty(index.Match("""{"type":"u","a6":"1","a7":"1","b":"6"}"""));
        Assert.InRange(index.GetStatistics().Templates.Count, 1, templates);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1_024)]
    public void Past_the_limit_of_alternatives_the_rest_is_checked(int alternatives)
    {
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { MaxAlternatives = alternatives });
        index.Set(1, "(a eq \"1\" or a eq \"2\") and (b eq \"1\" or b eq \"2\") and (c eq \"1\" or c eq \"2\" or c eq \"3\")");
        index.Set(2, "(a eq \"1\" or a eq \"2\") and (b pr or b eq null) and c ne \"3\"");
        index.Set(3, "a eq \"1\" and (b eq \"1\" or (c eq \"2\" and (b eq \"2\" or b eq \"3\")))");
        Assert.Equal([1, 2, 3], index.Match("""{"a":"1","b":"2","c":"2"}"""));
        Assert.Equal([1], index.Match("""{"a":"2","b":"1","c":"3"}"""));
        Assert.Equal([2], index.Match("""{"a":"2","c":"1"}"""));
        Assert.Empty(index.Match("""{"a":"3","b":"1","c":"1"}"""));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(400)]
    public void A_list_of_alternatives_is_found_by_each_however_long(int count)
    {
        string list = string.Join(" or ", Enumerable.Range(0, count).Select(value => $"a eq \"{value}\""));
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, ["t"], FilterExpression.Parse(list));
        index.Set(2, ["t", "u"], FilterExpression.Parse($"({list}) and b eq \"x\""));
        index.Set(3, [], FilterExpression.Parse($"({list}) and ({list.Replace('a', 'b')})"));
        index.Set(4, [], FilterExpression.Parse($"not ({list})"));
        index.Set(5, [], FilterExpression.Parse($"{list} or b sw \"x\""));
        Assert.Equal([1, 2, 5], index.Match($$"""{"type":"t","a":"{{count - 1}}","b":"x"}"""));
        Assert.Equal([2, 5], index.Match("""{"type":"u","a":"0","b":"x"}"""));
        Assert.Equal([1, 3, 5], index.Match($$"""{"type":"t","a":["0","{{count - 1}}"],"b":"{{count - 1}}"}"""));
        Assert.Equal([4], index.Match($$"""{"type":"t","a":"{{count}}"}"""));
        Assert.Equal([4, 5], index.Match("""{"b":"xy"}"""));
    }

    [Fact]
    public void A_filter_that_asks_for_too_many_attributes_is_refused_and_changes_nothing()
    {
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { MaxAttributes = 3 });
        index.Set(1, "a eq \"1\"");
        index.Set(2, "b eq \"1\"");
        FilterExpression third = FilterExpression.Parse("a eq \"2\" and (c pr or d pr)");
        Assert.False(index.TrySet(1, [], third, out IReadOnlyList<FilterError> errors));
        FilterError error = Assert.Single(errors);
        Assert.Equal(FilterErrorKind.TooManyAttributes, error.Kind);
        Assert.Contains("3", error.Message, StringComparison.Ordinal);
        Assert.Throws<FilterValidationException>(() => index.Set(3, [], third));
        Subscription<int>[] many = [Indexed.Subscription(1, "b eq \"2\""), new(4, [], third)];
        Assert.Throws<FilterValidationException>(() => index.Load(many));
        Assert.Equal(2, index.Count);
        Assert.Equal([1, 2], index.Match("""{"a":"1","b":"1"}"""));
        index.Set(5, "a ne \"1\" or b gt \"0\"");
        Assert.Equal([1, 5], index.Match("""{"a":"1","b":"1","c":"1"}""").Except([2]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public void As_many_attributes_as_the_limit_says_may_be_asked_for(int attributes)
    {
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { MaxAttributes = attributes });
        for (int key = 0; key < attributes; key++)
        {
            Assert.True(index.TrySet(key, ["t"], FilterExpression.Parse($"a{key} eq \"1\""), out _));
        }

        Assert.False(index.TrySet(attributes, ["t"], FilterExpression.Parse($"a{attributes} eq \"1\""), out _));
    }

    /// <summary>What only the subscription asks for that is replaced does not count.</summary>
    [Theory]
    [InlineData("a eq 1 and b eq 1", "c eq 1 and d eq 1")]
    [InlineData("a eq 1 and b eq 1", "a eq 1 and c eq 1")]
    [InlineData("a co \"1\" or b pr", "c ne 1 and d sw \"1\"")]
    [InlineData("a[x ne 2] and b eq 1", "c[x eq 1 or y eq 1] and d gt 1")]
    [InlineData("a[x eq 1]", "c[value eq 1] and d gt 1")]
    public void A_replacement_may_ask_for_other_attributes(string before, string after)
    {
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { MaxAttributes = 2 });
        for (int round = 0; round < 3; round++)
        {
            index.Set(1, before);
            index.Set(1, after);
            Assert.Equal([1], index.Match("""{"a":1,"b":1,"c":1,"d":"1"}""").Append(1).Distinct());
            Assert.Equal(4, index.AttributesRead);
            Assert.False(index.TrySet(2, [], FilterExpression.Parse("e eq 1"), out _));
            Assert.False(index.TrySet(1, [], FilterExpression.Parse("e eq 1 and f eq 1 and g eq 1"), out _));
            index.Load([Indexed.Subscription(1, before)]);
            Assert.Equal(4, index.AttributesRead);
            index.Load([Indexed.Subscription(1, before), Indexed.Subscription(1, after), Indexed.Subscription(1, "g eq 1 and h eq 1")]);
            Assert.Equal([1], index.Match("""{"g":1,"h":1}"""));
            Assert.Equal(4, index.AttributesRead);
        }
    }

    /// <summary>
    /// A change is refused exactly when what would be there afterwards asks for too many attributes; then all is as it was.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_change_is_refused_when_too_much_would_be_there_afterwards(int seed)
    {
        const int most = 6;
        var random = new Random(seed);
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { MaxAttributes = most });
        var there = new Dictionary<int, string[]>();
        int refused = 0;
        for (int i = 0; i < 3_000; i++)
        {
            (int Key, string[] Names)[] changes =
                [.. Enumerable.Range(0, random.Next(4) == 0 ? random.Next(1, 5) : 1).Select(_ => (random.Next(5), Names(random)))];
            if (random.Next(6) == 0)
            {
                Assert.Equal(there.Remove(changes[0].Key), index.Remove(changes[0].Key));
                continue;
            }

            var after = new Dictionary<int, string[]>(there);
            bool fits = changes.Length == 1 || Array.TrueForAll(changes, change => Fits(after, change));
            bool isDone = changes.Length == 1
                ? index.TrySet(changes[0].Key, [], FilterOf(changes[0].Names), out _)
                : TryLoad(index, changes.Select(change => new Subscription<int>(change.Key, [], FilterOf(change.Names))));
            fits = changes.Length == 1 ? Fits(after, changes[0]) : fits;
            Assert.Equal(fits, isDone);
            there = isDone ? after : there;
            refused += isDone ? 0 : 1;
            Assert.InRange(index.AttributesRead, there.Values.SelectMany(names => names).Distinct().Count() + 2, most + 2);
            string name = $"a{random.Next(12)}";
            Assert.Equal(
                there.Where(one => one.Value.Contains(name)).Select(one => one.Key).Order(),
                index.Match($$"""{"{{name}}":1}"""));
        }

        Assert.InRange(refused, 100, 2_900);

        static bool Fits(Dictionary<int, string[]> after, (int Key, string[] Names) change)
        {
            after[change.Key] = change.Names;
            return after.Values.SelectMany(names => names).Distinct().Count() <= most;
        }

        static string[] Names(Random random) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"a{random.Next(12)}").Distinct()];

        static FilterExpression FilterOf(string[] names) =>
            FilterExpression.Parse(string.Join(" or ", names.Select(name => $"{name} eq 1")));

        static bool TryLoad(SubscriptionIndex<int> index, IEnumerable<Subscription<int>> subscriptions)
        {
            try
            {
                index.Load(subscriptions);
                return true;
            }
            catch (FilterValidationException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void Attributes_of_a_load_that_failed_do_not_count()
    {
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { MaxAttributes = 3 });
        Assert.Throws<FilterValidationException>(
            () => index.Load([Indexed.Subscription(1, "a eq \"1\" and b eq \"1\" and c eq \"1\""), Indexed.Subscription(2, "a co 5")]));
        Assert.Equal(0, index.Count);
        Assert.True(index.TrySet(3, [], FilterExpression.Parse("d eq \"1\" and e eq \"1\" and f eq \"1\""), out _));
    }

    [Fact]
    public void Clearing_frees_the_attributes_and_templates_that_were_asked_for()
    {
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { MaxAttributes = 1, MaxTemplates = 2 });
        for (int round = 0; round < 5; round++)
        {
            index.Set(round, $"a{round} eq \"1\"");
            Assert.Equal([round], index.Match($$"""{"a{{round}}":"1"}"""));
            Assert.Equal([$"a{round}"], Assert.Single(index.GetStatistics().Templates).Attributes);
            index.Clear();
        }
    }

    [Fact]
    public void Limits_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SubscriptionIndexOptions { MaxTemplates = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SubscriptionIndexOptions { MaxTemplates = 257 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SubscriptionIndexOptions { MaxAlternatives = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SubscriptionIndexOptions { MaxAlternatives = 1_025 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SubscriptionIndexOptions { MaxAttributes = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SubscriptionIndexOptions { MaxAttributes = 65_537 });
        Assert.Throws<ArgumentException>(() => new SubscriptionIndexOptions { EventTypeAttributes = [] });
        Assert.Throws<ArgumentException>(() => new SubscriptionIndexOptions { EventTypeAttributes = ["type", ""] });
        Assert.Throws<ArgumentException>(() => new SubscriptionIndexOptions { EventTypeAttributes = ["a..b"] });
        Assert.Throws<ArgumentException>(() => new SubscriptionIndexOptions { EventTypeAttributes = ["type", null!] });
    }
}

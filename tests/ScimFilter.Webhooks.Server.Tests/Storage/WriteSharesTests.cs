using Microsoft.Extensions.Time.Testing;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Writing;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>What goes into a transaction when intake (I) and other work (O) wait, by a clock that only the works move.</summary>
public sealed class WriteSharesTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly WriteQueues _queues = new();
    private readonly WriteShares _shares;
    private readonly Dictionary<WriteKind, TimeSpan> _cost = new() { [WriteKind.Intake] = Ms(1), [WriteKind.Other] = Ms(1) };

    public WriteSharesTests() => _shares = new WriteShares(_queues, _time);

    public void Dispose() => _queues.Dispose();

    [Fact]
    public void Both_kinds_get_half_of_a_transaction_that_ends_after_5_ms()
    {
        Add(WriteKind.Other, 100);
        Add(WriteKind.Intake, 100);
        Assert.Equal(["IOIOI", "OIOIO", "IOIOI"], [Transaction(), Transaction(), Transaction()]);
    }

    [Fact]
    public void Long_works_of_one_kind_take_no_more_than_half_of_the_time()
    {
        _cost[WriteKind.Intake] = Ms(10);
        Add(WriteKind.Other, 100);
        Add(WriteKind.Intake, 100);
        Assert.Equal(["I", "OOOOO", "OOOOO", "I", "OOOOO"], Enumerable.Range(0, 5).Select(_ => Transaction()));
        _cost[WriteKind.Intake] = Ms(1);
        _cost[WriteKind.Other] = Ms(10);
        Assert.Equal("OOOOO", Transaction().Replace("O", "OOOOO", StringComparison.Ordinal));
        Assert.Equal("IIIII", Transaction());
    }

    [Fact]
    public void A_kind_with_few_works_gets_all_of_them_into_the_next_transaction()
    {
        Add(WriteKind.Other, 100);
        Add(WriteKind.Intake, 2);
        Assert.Equal(["IOIOO", new string('O', 97)], [Transaction(), Transaction()]);
    }

    [Theory]
    [InlineData(WriteKind.Intake)]
    [InlineData(WriteKind.Other)]
    public void One_kind_alone_fills_whole_transactions(object kind)
    {
        Add((WriteKind)kind, 600);
        Assert.Equal([512, 88], [Transaction().Length, Transaction().Length]);
        Assert.Equal("", Transaction());
    }

    [Theory]
    [InlineData(WriteKind.Intake, WriteKind.Other)]
    [InlineData(WriteKind.Other, WriteKind.Intake)]
    public void What_comes_while_the_other_kind_is_alone_ends_its_transaction_and_is_in_the_next(object alone, object comes)
    {
        Add((WriteKind)alone, 300);
        Assert.Equal(20, Transaction(20, () => Add((WriteKind)comes, 1)).Length);
        Assert.Contains(Letter((WriteKind)comes), Transaction());
    }

    [Theory]
    [InlineData(WriteKind.Intake, WriteKind.Other)]
    [InlineData(WriteKind.Other, WriteKind.Intake)]
    public void Time_that_a_kind_did_not_ask_for_is_not_made_up_for(object alone, object comes)
    {
        Add((WriteKind)alone, 400);
        Assert.Equal(300, Transaction(300, () => Add((WriteKind)comes, 100)).Length);
        string both = Transaction() + Transaction();
        Assert.InRange(both.Count(letter => letter == Letter((WriteKind)comes)), 4, 6);
        Assert.Equal(10, both.Length);
    }

    [Fact]
    public void Works_of_one_kind_keep_their_order()
    {
        var taken = new List<WriteWork>();
        List<WriteWork> added = [.. Add(WriteKind.Intake, 20), .. Add(WriteKind.Other, 20)];
        while (taken.Count < 40)
        {
            Transaction(works: taken);
        }

        Assert.Equal(added, taken.OrderBy(work => work.Kind), ReferenceEqualityComparer.Instance);
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static char Letter(WriteKind kind) => kind == WriteKind.Intake ? 'I' : 'O';

    private List<WriteWork> Add(WriteKind kind, int count)
    {
        List<WriteWork> works = [.. Enumerable.Range(0, count).Select(_ => new WriteWork<int>(kind, _ => 0))];
        works.ForEach(work => _queues.AddAsync(work, CancellationToken.None).AsTask().GetAwaiter().GetResult());
        return works;
    }

    // Runs a transaction, and something else when so many works of it are done.
    private string Transaction(int? at = null, Action? then = null, List<WriteWork>? works = null)
    {
        string letters = "";
        _shares.Start();
        while (_shares.Next() is { } work)
        {
            letters += Letter(work.Kind);
            works?.Add(work);
            _time.Advance(_cost[work.Kind]);
            if (letters.Length == at)
            {
                then?.Invoke();
            }
        }

        return letters;
    }
}

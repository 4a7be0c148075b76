/// What a class may be asked, below the schematic of a page of its own.
enum Lesson {
  static let html: HTML = """
    <section id="why">
    <h2 class="stay">Four answers to a slow worker</h2>
    <dl>
    <dt>Uncoded</dt><dd>The server waits for everybody. Every update is made of all blocks, and three workers do \
    nothing for most of the time.</dd>
    <dt>Ignoring (IS-SGD)</dt><dd>Ignore-straggler stochastic gradient descent takes the first three answers and drops the fourth. Steps are short, but if \
    it is always the same worker that is late, its block of the data is never learned from.</dd>
    <dt>A gradient code (FRC)</dt><dd>Blocks 0 and 1 are both on workers 0 and 1, blocks 2 and 3 both on workers 2 and 3, \
    and each worker sends the sum of its two gradients. One answer of each pair makes the whole, so one slow worker \
    does no harm. Everybody computes twice as much.</dd>
    <dt>Pipelined gradient coding (PGC)</dt><dd>The server waits for three answers, as when ignoring, and keeps the \
    last gradient of every block. In the place of block 2 it uses the one that it has, and worker 2 goes on with its \
    task undisturbed until its answer comes. (At first it has none, so the first step waits for everybody.) Worker 2's second task, for \
    example, begins on the model of step 2 and ends in step 4; update 5 still uses it, three steps old, since the third \
    one is not there yet. That work of several steps is under way at once is what <em>pipelined</em> means. Nothing is \
    computed twice and nothing is dropped; the price is that one gradient is some steps old.</dd>
    </dl>
    <h2 class="stay">Questions</h2>
    <ol>
    <li>How long does a step take by each scheme, and which worker decides it?</li>
    <li>By the gradient code, whose answer does the server never need here? What if worker 0 were the slow one?</li>
    <li>What would IS-SGD lose if block 2 held all pictures of shoes? What if the late worker were another one each step?</li>
    <li>By PGC, how old is the gradient of block 2 when step 5 ends? What would make it older?</li>
    </ol>
    </section>

    """
}

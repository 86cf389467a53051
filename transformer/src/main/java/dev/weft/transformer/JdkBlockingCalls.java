package dev.weft.transformer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK is known to park the thread in: waiting for another thread, process or machine, and reading and writing
 * files. Taking a lock is not among it: one that is held for a moment may well be shared with threads, as a monitor may.
 */
final class JdkBlockingCalls {
    /**
     * In each line the mend, the classes, and the methods: a name stands for all its overloads, with a parenthesis for
     * the signatures that begin so, with a star for the names that do.
     */
    private static final String TABLE = """
            await Weft.sleep(..) | java/lang/Thread java/util/concurrent/TimeUnit | sleep
            await Weft.toThread(() -> ..) | java/lang/Thread | join
            await Weft.toThread(() -> ..) | java/util/concurrent/TimeUnit | timedJoin timedWait
            await Weft.toThread(() -> ..) | java/util/concurrent/locks/LockSupport | park*
            await Weft.toThread(() -> ..) | java/util/concurrent/Exchanger | exchange
            use dev.weft.sync.AsyncCondition | java/lang/Object | wait
            use dev.weft.sync.AsyncCondition | java/util/concurrent/locks/Condition | await*
            use dev.weft.sync.AsyncEvent | java/util/concurrent/CountDownLatch | await
            use dev.weft.sync.AsyncBarrier | java/util/concurrent/CyclicBarrier | await
            use dev.weft.sync.AsyncBarrier | java/util/concurrent/Phaser | awaitAdvance* arriveAndAwaitAdvance
            use dev.weft.sync.AsyncSemaphore | java/util/concurrent/Semaphore | acquire acquireUninterruptibly
            use dev.weft.sync.AsyncSemaphore | java/util/concurrent/Semaphore | tryAcquire(J tryAcquire(IJ
            use dev.weft.sync.AsyncQueue | java/util/concurrent/BlockingQueue | put take
            use dev.weft.sync.AsyncQueue | java/util/concurrent/BlockingQueue | poll(J offer(Ljava/lang/Object;J
            use dev.weft.sync.AsyncQueue | java/util/concurrent/BlockingDeque | put* take*
            use dev.weft.sync.AsyncQueue | java/util/concurrent/ArrayBlockingQueue | put take poll(J
            use dev.weft.sync.AsyncQueue | java/util/concurrent/LinkedBlockingQueue | put take poll(J
            use dev.weft.sync.AsyncQueue | java/util/concurrent/LinkedBlockingDeque | put* take* poll(J
            use dev.weft.sync.AsyncQueue | java/util/concurrent/SynchronousQueue | put take poll(J
            use dev.weft.sync.AsyncQueue | java/util/concurrent/PriorityBlockingQueue | take poll(J
            use dev.weft.sync.AsyncQueue | java/util/concurrent/DelayQueue | take poll(J
            use dev.weft.sync.AsyncQueue | java/util/concurrent/LinkedTransferQueue | take poll(J transfer
            await it | java/util/concurrent/CompletableFuture | get join
            await Weft.toThread(() -> ..) | java/util/concurrent/Future java/util/concurrent/FutureTask | get
            await Weft.toThread(() -> ..) | java/util/concurrent/RunnableFuture | get
            await Weft.toThread(() -> ..) | java/util/concurrent/ScheduledFuture | get
            await Weft.toThread(() -> ..) | java/util/concurrent/ForkJoinTask | get join invoke
            await Weft.toThread(() -> ..) | java/util/concurrent/RecursiveTask | get join invoke
            await Weft.toThread(() -> ..) | java/util/concurrent/RecursiveAction | get join invoke
            await Weft.toThread(() -> ..) | java/util/concurrent/ExecutorService | invokeA* awaitTermination close
            await Weft.toThread(() -> ..) | java/util/concurrent/ScheduledExecutorService | invokeA*
            await Weft.toThread(() -> ..) | java/util/concurrent/ScheduledExecutorService | awaitTermination close
            await Weft.toThread(() -> ..) | java/util/concurrent/ThreadPoolExecutor | invokeA* awaitTermination close
            await Weft.toThread(() -> ..) | java/util/concurrent/ForkJoinPool | invoke* awaitTermination close
            await Weft.toThread(() -> ..) | java/util/concurrent/CompletionService | take poll(J
            await Weft.toThread(() -> ..) | java/util/concurrent/ExecutorCompletionService | take poll(J
            await its onExit() | java/lang/Process | waitFor
            await its sendAsync(..) | java/net/http/HttpClient | send
            use dev.weft.net | java/net/Socket | <init>(Ljava/lang/String; <init>(Ljava/net/InetAddress;
            use dev.weft.net | java/net/Socket javax/net/ssl/SSLSocket | connect getInputStream getOutputStream
            use dev.weft.net | java/net/ServerSocket javax/net/ssl/SSLServerSocket | accept
            use dev.weft.net | java/net/DatagramSocket java/net/MulticastSocket | receive
            use dev.weft.net | java/nio/channels/Selector | select
            await Weft.toThread(() -> ..) | java/net/InetAddress | getByName getAllByName getLocalHost isReachable
            await Weft.toThread(() -> ..) | java/net/URL | openStream getContent
            await Weft.toThread(() -> ..) | java/net/URLConnection | connect getInputStream getOutputStream getContent
            await Weft.toThread(() -> ..) | java/net/HttpURLConnection | connect getInputStream
            await Weft.toThread(() -> ..) | java/net/HttpURLConnection | getOutputStream getResponseCode
            await Weft.toThread(() -> ..) | java/io/FileInputStream java/io/FileReader | <init> read* skip transferTo
            await Weft.toThread(() -> ..) | java/io/FileOutputStream java/io/FileWriter | <init> write append
            await Weft.toThread(() -> ..) | java/io/RandomAccessFile | <init> read* write*
            await Weft.toThread(() -> ..) | java/io/Console | readLine readPassword
            await Weft.toThread(() -> ..) | java/nio/channels/FileChannel | open read write force lock transfer*
            await Weft.toThread(() -> ..) | java/nio/file/Files | read* write* copy move delete* create* lines list find
            await Weft.toThread(() -> ..) | java/nio/file/Files | walk* mismatch newB* newDirectoryStream newI* newO*
            await Weft.toThread(() -> ..) | java/sql/DriverManager javax/sql/DataSource | getConnection
            await Weft.toThread(() -> ..) | java/sql/Connection | commit rollback
            await Weft.toThread(() -> ..) | java/sql/Statement java/sql/PreparedStatement | execute*
            await Weft.toThread(() -> ..) | java/sql/CallableStatement | execute*
            """;

    private record Known(String mend, String[] signatures) {}

    private static final Map<String, List<Known>> BY_OWNER = parsed();

    private JdkBlockingCalls() {}

    /** What to do instead; null: not known to block. */
    static @Nullable String mend(String owner, String name, String descriptor) {
        for (Known known : BY_OWNER.getOrDefault(owner, List.of())) {
            for (String signature : known.signatures) {
                if (matches(signature, name, descriptor)) {
                    return known.mend;
                }
            }
        }
        return null;
    }

    private static boolean matches(String signature, String name, String descriptor) {
        if (signature.endsWith("*")) {
            return name.startsWith(signature.substring(0, signature.length() - 1));
        }
        return signature.contains("(") ? (name + descriptor).startsWith(signature) : name.equals(signature);
    }

    private static Map<String, List<Known>> parsed() {
        Map<String, List<Known>> byOwner = new HashMap<>();
        TABLE.lines().map(line -> line.split(" \\| ")).forEach(columns -> {
            Known known = new Known(columns[0], columns[2].split(" "));
            for (String owner : columns[1].split(" ")) {
                byOwner.computeIfAbsent(owner, key -> new ArrayList<>()).add(known);
            }
        });
        return byOwner;
    }
}
